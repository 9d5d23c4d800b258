using System.Globalization;
using System.Text;
using Webmail.Mime.Headers;
using Webmail.Mime.Parsing;

namespace Webmail.Mime.Tests.Parsing;

/// <summary>The events of a parse as text; body pieces are joined, so that the text does not depend on how the input was cut.</summary>
internal sealed class EventText : IMimeHandler
{
    private readonly StringBuilder _text = new();
    private long _bodyEnd = -1;

    public void BeginPart(long offset) => Line($"begin {offset}");

    public void Header(HeaderBlock header, ContentType contentType, long bodyOffset) =>
        Line($"header {header.Raw.Length} {header.Fields.Length} {contentType} body at {bodyOffset}");

    public void Body(ReadOnlySpan<byte> data, long offset)
    {
        if (offset != _bodyEnd) Line($"body from {offset}");
        _bodyEnd = offset + data.Length;
    }

    public void EndPart(long end) => Line($"end {end}");

    public void Defect(MimeDefectKind kind, long offset) => Line($"defect {kind} {offset}");

    public override string ToString()
    {
        Line("");
        return _text.ToString();
    }

    private void Line(string line)
    {
        if (_bodyEnd >= 0) _text.Append(CultureInfo.InvariantCulture, $"body to {_bodyEnd}\n");
        _bodyEnd = -1;
        _text.Append(line).Append('\n');
    }
}
