using System.Globalization;
using System.Text;

namespace Webmail.Benchmarks.Html;

/// <summary>The mails that docs/performance.md speaks of.</summary>
internal static class HtmlSamples
{
    public static IEnumerable<(string Name, string Html)> All()
    {
        yield return ("newsletter, 200 kB", Newsletter(200_000));
        yield return ("newsletter, 1 MB", Newsletter(1_000_000));
        yield return ("table, 3 MB", Table(3_000_000));
        yield return ("densest tags, 1 MB", Dense(1_000_000));
        yield return ("prose, 1 MB", Prose(1_000_000));
    }

    public static string Text(int chars)
    {
        var text = new StringBuilder();
        for (var line = 0; text.Length < chars; line++)
            text.Append(CultureInfo.InvariantCulture, $"{(line % 7 == 0 ? "> " : "")}Line {line} of a long report with an address like https://example.com/{line} in it.\n");
        return text.ToString();
    }

    private static string Newsletter(int chars)
    {
        var html = new StringBuilder(
            "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\" \"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd\"><html><head><style>.w{width:600px} @media (max-width:600px){.w{width:100%!important}} "
            + string.Concat(Enumerable.Range(0, 150).Select(i => $".c{i} td{{padding:{i % 20}px;color:#{i:x3}}}")) + "</style></head><body style=\"margin:0;background:#f4f4f4\"><table width=\"100%\"><tr><td align=\"center\">");
        for (var i = 0; html.Length < chars; i++)
        {
            html.Append(CultureInfo.InvariantCulture, $"""
                <table class="w c{i % 150}" width="600" cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse;background-color:#ffffff;margin:0 auto"><tr><td style="padding:20px 24px;font-family:Arial,Helvetica,sans-serif;font-size:15px;line-height:22px;color:#333333" valign="top">
                <a href="https://click.example.com/track?id={i}&amp;u=abcdefgh" style="color:#0066cc;text-decoration:none"><img src="https://img.example.com/p/{i}.jpg" width="552" height="240" alt="Picture {i}" style="display:block;border:0"></a>
                <h2 style="margin:12px 0 8px;font-size:22px;line-height:28px;color:#111111">Article number {i}</h2><p style="margin:0 0 12px">A paragraph of a few lines, as they stand in letters to readers, with <b>bold</b> words and a <a href="https://example.com/{i}" style="color:#0066cc">link</a>.</p></td></tr></table>
                """);
        }

        return html.Append("</td></tr></table></body></html>").ToString();
    }

    private static string Table(int chars)
    {
        var html = new StringBuilder("<html><body><table border=1><tr><th>No<th>Name<th>Amount<th>Note</tr>");
        for (var row = 0; html.Length < chars; row++)
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{row}</td><td>Customer {row % 997}</td><td align=\"right\">{row * 7 % 10_000}.00</td><td style=\"color:#555\">paid on time</td></tr>\n");
        return html.Append("</table></body></html>").ToString();
    }

    private static string Dense(int chars)
    {
        var html = new StringBuilder();
        while (html.Length < chars) html.Append("<b>x</b><i>y</i> ");
        return html.ToString();
    }

    private static string Prose(int chars)
    {
        var html = new StringBuilder();
        for (var i = 0; html.Length < chars; i++) html.Append(CultureInfo.InvariantCulture, $"<p>{string.Concat(Enumerable.Repeat("The tide came in over the flats and nobody saw it. ", 12))}{i}</p>\n");
        return html.ToString();
    }
}
