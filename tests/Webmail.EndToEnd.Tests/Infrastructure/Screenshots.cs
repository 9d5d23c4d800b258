using Microsoft.Playwright;

namespace Webmail.EndToEnd.Tests.Infrastructure;

/// <summary>Pictures of pages, in <c>TestResults/screenshots</c> beside the tests' assembly.</summary>
internal static class Screenshots
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "TestResults", "screenshots");

    public static async Task SaveAsync(IPage page, string name)
    {
        if (page.IsClosed) return;
        string file = string.Concat(name.Select(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' ? letter : '-'));
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, file[..Math.Min(file.Length, 120)] + ".png") });
    }
}
