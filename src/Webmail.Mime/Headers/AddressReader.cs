using System.Buffers;
using System.Text;
using Webmail.Mime.Charsets;

namespace Webmail.Mime.Headers;

/// <summary>
/// One pass over an address field. What a mailbox is made of is collected as bytes and decoded when it ends, so that encoded words can stand
/// anywhere in a name. A quote or parenthesis that never closes is an ordinary character.
/// </summary>
internal ref struct AddressReader(ReadOnlySpan<byte> text)
{
    private static readonly SearchValues<byte> Specials = SearchValues.Create("\"(<>,;: \t\r\n"u8);
    private readonly ReadOnlySpan<byte> _text = text;
    private readonly ArrayBufferWriter<byte> _phrase = new(64);
    private readonly ArrayBufferWriter<byte> _literal = new(64);
    private readonly ArrayBufferWriter<byte> _comment = new(64);
    private readonly List<MailAddress> _all = [];
    private readonly List<AddressGroup> _groups = [];
    private List<MailAddress>? _members;
    private string? _groupName;
    private string? _angle;
    private bool _space, _open, _defect;
    private bool _noQuote, _noComment;

    public AddressList Read()
    {
        var at = 0;
        while (at < _text.Length && _all.Count < AddressList.MaxAddresses)
        {
            var stop = _text[at..].IndexOfAny(Specials);
            var run = stop < 0 ? _text[at..] : _text.Slice(at, stop);
            if (!run.IsEmpty) AppendPhrase(run, run);
            at += run.Length;
            if (at < _text.Length) at = Special(at);
        }

        if (at < _text.Length) _defect = true;
        EndMailbox();
        EndGroup();
        return new AddressList(_groups, _all, _defect);
    }

    public static MailAddress FromParts(ReadOnlySpan<byte> name, ReadOnlySpan<byte> localPart, ReadOnlySpan<byte> domain)
    {
        var address = domain.IsEmpty ? Decode(localPart) : $"{Decode(localPart)}@{Decode(domain)}";
        return new MailAddress(EncodedWords.Decode(name), Safe(address));
    }

    // Takes the special character at this place; returns where to go on.
    private int Special(int at)
    {
        switch (_text[at])
        {
            case (byte)'"':
                return Quoted(at);
            case (byte)'(':
                return Comment(at);
            case (byte)'<':
                return Angle(at);
            case (byte)'>':
                _defect = true;
                break;
            case (byte)',':
                EndMailbox();
                break;
            case (byte)';':
                EndMailbox();
                EndGroup();
                break;
            case (byte)':':
                Colon();
                break;
            default:
                _space = true;
                break;
        }

        return at + 1;
    }

    private int Quoted(int at)
    {
        var end = _noQuote ? -1 : HeaderText.QuoteEnd(_text, at);
        if (end < 0)
        {
            _noQuote = _defect = true;
            return at + 1;
        }

        SpaceBefore();
        HeaderText.AppendUnescaped(_text[(at + 1)..end], _phrase);
        _literal.Write(_text[at..(end + 1)]);
        return end + 1;
    }

    private int Comment(int at)
    {
        var end = _noComment ? -1 : HeaderText.CommentEnd(_text, at);
        if (end < 0)
        {
            _noComment = _defect = true;
            AppendPhrase("("u8, "("u8);
            return at + 1;
        }

        AddComment(_text[(at + 1)..(end - 1)]);
        _space = true;
        return end;
    }

    private readonly void AddComment(ReadOnlySpan<byte> content)
    {
        if (_comment.WrittenCount > 0) _comment.Write(" "u8);
        HeaderText.AppendUnescaped(content.Trim(" \t\r\n"u8), _comment);
    }

    private int Angle(int at)
    {
        var start = at + 1;
        while (start < _text.Length && _text[start] == '<') start++;
        var end = AngleEnd(start);
        var content = _text[start..end];
        at = end < _text.Length && _text[end] == '>' ? end + 1 : end;
        if (_angle is not null)
        {
            // A second address without a comma between.
            _defect = true;
            EndMailbox();
        }

        _angle = ReadSpec(content);
        _space = true;
        return at;
    }

    // The closing bracket; where another address opens before it, or it is missing, the first comma.
    private int AngleEnd(int start)
    {
        var comma = -1;
        var i = start;
        for (; i < _text.Length; i++)
        {
            var value = _text[i];
            if (value == '>') return i;
            if (value == '<') break;
            if (comma < 0 && value is (byte)',' or (byte)';') comma = i;
            if (value == '"' && !_noQuote)
            {
                var quote = HeaderText.QuoteEnd(_text, i);
                if (quote < 0) _noQuote = true;
                else i = quote;
            }
            else if (value == '(' && !_noComment)
            {
                var comment = HeaderText.CommentEnd(_text, i);
                if (comment < 0) _noComment = true;
                else i = comment - 1;
            }
        }

        _defect = true;
        return comma >= 0 ? comma : i;
    }

    private readonly string ReadSpec(ReadOnlySpan<byte> content)
    {
        var spec = new ArrayBufferWriter<byte>(Math.Max(content.Length, 1));
        for (var i = 0; i < content.Length; i++)
        {
            var value = content[i];
            if (HeaderText.IsSpace(value)) continue;
            if (value == '"' && HeaderText.QuoteEnd(content, i) is var quote and > 0)
            {
                spec.Write(content[i..(quote + 1)]);
                i = quote;
            }
            else if (value == '(' && HeaderText.CommentEnd(content, i) is var comment and > 0)
            {
                AddComment(content[(i + 1)..(comment - 1)]);
                i = comment - 1;
            }
            else
            {
                spec.Write([value]);
            }
        }

        var written = spec.WrittenSpan;
        if (written.Length > 0 && written[0] == '@' && written.IndexOf((byte)':') is var colon and > 0) written = written[(colon + 1)..];
        return Decode(written);
    }

    private void Colon()
    {
        if (_angle is not null)
        {
            _defect = true;
            return;
        }

        EndGroup();
        var name = TakeName();
        _groupName = name ?? "";
        _open = true;
        _members = [];
        Clear();
    }

    private void EndMailbox()
    {
        if (_angle is null && _phrase.WrittenCount == 0)
        {
            Clear();
            return;
        }

        var mailbox = _angle is not null ? new MailAddress(TakeName(), Safe(_angle)) : Bare();
        Clear();
        _members ??= [];
        _members.Add(mailbox);
        _all.Add(mailbox);
    }

    private void EndGroup()
    {
        if (_open || _members is { Count: > 0 }) _groups.Add(new AddressGroup(_open ? _groupName : null, _members ?? []));
        _members = null;
        _groupName = null;
        _open = false;
    }

    // No angle brackets: "a@b", "NO", "John Doe a@b", or only a name.
    private MailAddress Bare()
    {
        var literal = _literal.WrittenSpan;
        var at = literal.LastIndexOf((byte)'@');
        if (at < 0)
        {
            if (literal.IndexOf((byte)' ') < 0) return new MailAddress(CommentText(), Safe(Decode(_phrase.WrittenSpan)));
            _defect = true;
            return new MailAddress(TakeName(), "");
        }

        var compact = Compact(literal);
        var space = compact.LastIndexOf((byte)' ');
        if (space < 0 || literal[0] == '"') return new MailAddress(CommentText(), Safe(Decode(compact)));
        _defect = true;
        var name = EncodedWords.Decode(compact.AsSpan(0, space));
        return new MailAddress(name, Safe(Decode(compact.AsSpan(space + 1))));
    }

    // RFC 5322 section 4.4: white space around "." and "@" is no part of the address.
    private static byte[] Compact(ReadOnlySpan<byte> literal)
    {
        var output = new byte[literal.Length];
        var length = 0;
        for (var i = 0; i < literal.Length; i++)
        {
            if (literal[i] == ' ' && ((length > 0 && output[length - 1] is (byte)'@' or (byte)'.') || (i + 1 < literal.Length && literal[i + 1] is (byte)'@' or (byte)'.'))) continue;
            output[length++] = literal[i];
        }

        return output[..length];
    }

    private readonly string? TakeName()
    {
        var name = EncodedWords.Decode(_phrase.WrittenSpan, trim: false);
        var comment = CommentText();
        if (comment is null) return name;
        return name.Length == 0 ? comment : $"{name} ({comment})";
    }

    private readonly string? CommentText() => _comment.WrittenCount == 0 ? null : EncodedWords.Decode(_comment.WrittenSpan);

    private void AppendPhrase(ReadOnlySpan<byte> phrase, ReadOnlySpan<byte> literal)
    {
        SpaceBefore();
        _phrase.Write(phrase);
        _literal.Write(literal);
    }

    private void SpaceBefore()
    {
        if (_space && _phrase.WrittenCount + _literal.WrittenCount > 0)
        {
            _phrase.Write(" "u8);
            _literal.Write(" "u8);
        }

        _space = false;
    }

    private void Clear()
    {
        _phrase.ResetWrittenCount();
        _literal.ResetWrittenCount();
        _comment.ResetWrittenCount();
        _angle = null;
        _space = false;
    }

    private static string Decode(ReadOnlySpan<byte> bytes) => Ascii.IsValid(bytes) ? Encoding.ASCII.GetString(bytes) : Charset.Decode(bytes, null);

    // A foreign address is made safe, never refused: what could break a line is left out.
    private static string Safe(string address)
    {
        if (MailAddress.IsSafe(address)) return address;
        var kept = new StringBuilder(Math.Min(address.Length, MailAddress.MaxAddressLength));
        foreach (var c in EncodedWords.WithoutControls(address))
        {
            if (kept.Length == MailAddress.MaxAddressLength) break;
            if (c is not (' ' or '<' or '>' or ',' or ';' or '"')) kept.Append(c);
        }

        return kept.ToString();
    }
}
