using Microsoft.Playwright;
using Webmail.TestKit;
using Webmail.TestKit.Mailboxes;

namespace Webmail.EndToEnd.Tests.Infrastructure;

/// <summary>
/// Looks for the test's chart in what is painted. Not in the frame's document: Playwright loses sight of a frame of opaque origin that goes on to another document
/// right after one came, and then finds no element in a frame that stands on the screen.
/// </summary>
internal static class PaintedPicture
{
    /// <summary>Of the chart at 300 by 100 some 12,000 pixels are bars.</summary>
    private const int FewestPixels = 6_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Waits until the chart is seen on a message's paper.</summary>
    public static Task SeenOnAsync(ILocator paper, CancellationToken ct) =>
        Eventually.TrueAsync(async _ => await BarsAsync(paper) >= FewestPixels, "the picture is painted", ct, Patience);

    private static async Task<int> BarsAsync(ILocator paper)
    {
        byte[] shot = await paper.ScreenshotAsync();
        return await paper.Page.EvaluateAsync<int>("""
            async ([shot, red, green, blue]) => {
              const bytes = Uint8Array.from(atob(shot), letter => letter.charCodeAt(0));
              const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
              const canvas = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
              canvas.drawImage(picture, 0, 0);
              const points = canvas.getImageData(0, 0, picture.width, picture.height).data;
              let bars = 0;
              for (let at = 0; at < points.length; at += 4)
                if (Math.abs(points[at] - red) < 8 && Math.abs(points[at + 1] - green) < 8 && Math.abs(points[at + 2] - blue) < 8) bars++;
              return bars;
            }
            """, new object[] { Convert.ToBase64String(shot), (int)Pictures.BarColor.Red, (int)Pictures.BarColor.Green, (int)Pictures.BarColor.Blue });
    }
}
