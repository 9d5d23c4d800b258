using System.Security;
using System.Text;
using Webmail.Mime.Parsing;

namespace Webmail.Mime.Tests.Parsing;

/// <summary>Writes a parsed message in the form of mime4j's expectations: the bytes as they are, or with the transfer encodings undone.</summary>
internal sealed class Mime4jTree(bool decoded)
{
    private readonly StringBuilder _text = new();

    /// <summary>The decoded bodies in order, under the numbers that mime4j gives them.</summary>
    public List<(string Number, byte[] Content)> Bodies { get; } = [];

    public string Write(MimeMessage message)
    {
        Message(message.Root, "_1");
        return _text.ToString().Replace("\r\n", "\n", StringComparison.Ordinal);
    }

    private void Message(MimePart part, string number)
    {
        _text.Append("<message>\n");
        Entity(part, number);
        _text.Append("</message>\n");
    }

    private void Entity(MimePart part, string number)
    {
        _text.Append("<header>\n");
        foreach (var field in part.Header.Fields)
            _text.Append("<field>\n").Append(Escape(part.Header.Raw[field.Start..field.End].Span.TrimEnd("\r\n"u8))).Append("</field>\n");
        _text.Append("</header>\n");
        if (part.IsMultipart) Multipart(part, number);
        else if (part.Children.Count > 0) Message(part.Children[0], number + "_1");
        else Leaf(part, number);
    }

    private void Multipart(MimePart part, string number)
    {
        _text.Append("<multipart>\n");
        if (!part.Preamble.IsEmpty) _text.Append("<preamble>\n").Append(Escape(part.Preamble.Span)).Append("</preamble>\n");
        // An empty line before the first boundary is a preamble to mime4j.
        else if (part.Children.Count > 0 && part.RawBody.Span.TrimStart("\r"u8).StartsWith("\n"u8)) _text.Append("<preamble>\n</preamble>\n");
        var index = 0;
        foreach (var child in part.Children)
        {
            _text.Append("<body-part>\n");
            Entity(child, $"{number}_{++index}");
            _text.Append("</body-part>\n");
        }

        if (!part.Epilogue.IsEmpty) _text.Append("<epilogue>\n").Append(Escape(part.Epilogue.Span)).Append("</epilogue>\n");
        _text.Append("</multipart>\n");
    }

    private void Leaf(MimePart part, string number)
    {
        if (decoded)
        {
            Bodies.Add((number, part.Decode()));
            _text.Append("<leaf/>\n");
        }
        else
        {
            _text.Append("<body>\n").Append(Escape(part.RawBody.Span)).Append("</body>\n");
        }
    }

    private static string Escape(ReadOnlySpan<byte> bytes) => SecurityElement.Escape(Encoding.Latin1.GetString(bytes))!.Replace("&apos;", "'", StringComparison.Ordinal).Replace("&quot;", "\"", StringComparison.Ordinal);
}
