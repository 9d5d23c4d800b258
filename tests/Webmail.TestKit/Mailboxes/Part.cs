using System.Globalization;
using System.Text;

namespace Webmail.TestKit.Mailboxes;

/// <summary>A MIME part that is written out: text, attachment, embedded message or multipart.</summary>
public sealed class Part
{
    private readonly List<string> _headers = [];
    private readonly byte[] _content = [];
    private readonly IReadOnlyList<Part> _children = [];
    private readonly string? _boundary;
    private readonly TransferEncoding _encoding;

    private Part(string type, byte[] content, TransferEncoding encoding)
    {
        _headers.Add($"Content-Type: {type}");
        _content = content;
        _encoding = encoding;
        string? name = encoding switch
        {
            TransferEncoding.SevenBit => "7bit",
            TransferEncoding.EightBit => "8bit",
            TransferEncoding.QuotedPrintable => "quoted-printable",
            TransferEncoding.Base64 => "base64",
            _ => null,
        };
        if (name is not null) _headers.Add($"Content-Transfer-Encoding: {name}");
    }

    private Part(string subtype, string boundary, string parameters, IReadOnlyList<Part> children)
    {
        _headers.Add($"Content-Type: multipart/{subtype}; boundary=\"{boundary}\"{parameters}");
        _boundary = boundary;
        _children = children;
    }

    public static Part Text(string text, string subtype = "plain", Encoding? charset = null, TransferEncoding encoding = TransferEncoding.QuotedPrintable, string parameters = "")
    {
        charset ??= Encoding.UTF8;
        return new Part($"text/{subtype}; charset={charset.WebName}{parameters}", charset.GetBytes(Lines(text)), encoding);
    }

    /// <summary>Text of bytes as given, under a charset label that need not be true.</summary>
    public static Part RawText(byte[] bytes, string typeAndParameters, TransferEncoding encoding) => new(typeAndParameters, bytes, encoding);

    public static Part Html(string html) => Text(html, "html");

    public static Part Attachment(string name, string type, byte[] content, TransferEncoding encoding = TransferEncoding.Base64)
    {
        var part = new Part($"{type}{HeaderText.Parameter("name", name)}", content, encoding);
        part._headers.Add($"Content-Disposition: attachment{HeaderText.Parameter("filename", name)}; size={content.Length.ToString(CultureInfo.InvariantCulture)}");
        return part;
    }

    /// <summary>A picture that the HTML beside it shows as <c>cid:</c>.</summary>
    public static Part Inline(string contentId, string name, string type, byte[] content)
    {
        var part = new Part($"{type}{HeaderText.Parameter("name", name)}", content, TransferEncoding.Base64);
        part._headers.Add($"Content-Disposition: inline{HeaderText.Parameter("filename", name)}");
        part._headers.Add($"Content-ID: <{contentId}>");
        return part;
    }

    public static Part Message(byte[] message, string name)
    {
        var part = new Part("message/rfc822", message, TransferEncoding.EightBit);
        part._headers.Add($"Content-Disposition: attachment{HeaderText.Parameter("filename", name)}");
        return part;
    }

    public static Part Multipart(string subtype, string boundary, params IReadOnlyList<Part> children) => new(subtype, boundary, "", children);

    public static Part MultipartWith(string subtype, string boundary, string parameters, params IReadOnlyList<Part> children) =>
        new(subtype, boundary, parameters, children);

    public Part With(string header)
    {
        _headers.Add(header);
        return this;
    }

    internal void Write(Stream output)
    {
        foreach (string header in _headers) WriteLine(output, header);
        WriteLine(output, "");
        if (_boundary is null)
        {
            output.Write(_encoding switch
            {
                TransferEncoding.Base64 => TransferEncoder.Base64(_content),
                TransferEncoding.QuotedPrintable => TransferEncoder.QuotedPrintable(_content),
                _ => _content,
            });
            return;
        }
        foreach (Part child in _children)
        {
            WriteLine(output, $"\r\n--{_boundary}");
            child.Write(output);
        }
        WriteLine(output, $"\r\n--{_boundary}--");
    }

    internal static string Lines(string text) =>
        text.ReplaceLineEndings("\n").TrimEnd('\n').Replace("\n", "\r\n", StringComparison.Ordinal) + "\r\n";

    private static void WriteLine(Stream output, string line) => output.Write(Encoding.UTF8.GetBytes(line + "\r\n"));
}
