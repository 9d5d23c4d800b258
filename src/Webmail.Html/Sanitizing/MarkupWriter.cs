using System.Text;

namespace Webmail.Html.Sanitizing;

/// <summary>Serialises our tree. Only what <see cref="AllowedElements"/> lists gets here; there are no raw text elements, comments or other languages.</summary>
internal sealed class MarkupWriter
{
    private readonly StringBuilder _html = new();

    public static string Write(SafeElement root)
    {
        var writer = new MarkupWriter();
        writer.Append(root);
        return writer._html.ToString();
    }

    private void Append(SafeElement element)
    {
        _html.Append('<').Append(element.Name);
        foreach (var (name, value) in element.Attributes)
        {
            _html.Append(' ').Append(name).Append("=\"");
            AppendEscaped(value, inAttribute: true);
            _html.Append('"');
        }
        _html.Append('>');
        if (AllowedElements.IsVoid(element.Name)) return;
        // The parser swallows one line end after <pre>.
        if (element.Name == "pre" && element.Children is [SafeText { Text: ['\n', ..] }, ..]) _html.Append('\n');
        foreach (var child in element.Children)
        {
            if (child is SafeText text) AppendEscaped(text.Text, inAttribute: false);
            else Append((SafeElement)child);
        }
        _html.Append("</").Append(element.Name).Append('>');
    }

    private void AppendEscaped(string text, bool inAttribute)
    {
        var rest = text.AsSpan();
        while (true)
        {
            var at = inAttribute ? rest.IndexOfAny("&<>\"") : rest.IndexOfAny('&', '<', '>');
            if (at < 0) break;
            _html.Append(rest[..at]).Append(rest[at] switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                _ => "&quot;",
            });
            rest = rest[(at + 1)..];
        }
        _html.Append(rest);
    }
}
