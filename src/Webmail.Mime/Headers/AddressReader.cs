using System.Buffers;

namespace Webmail.Mime.Headers;

/// <summary>
/// One pass over an address field: finds where mailboxes and groups begin and end, and gives their pieces to a <see cref="MailboxBuilder"/>.
/// A quote or parenthesis that never closes is an ordinary character.
/// </summary>
internal ref struct AddressReader(ReadOnlySpan<byte> text)
{
    // An encoded word has 75 characters (RFC 2047 section 2); what is far longer is no word, whatever it begins with.
    private const int MaxEncodedWord = 256;

    // RFC 5321 section 4.1.3: an address literal in brackets; and what Outlook writes: "[mailto:a@b.example]".
    private const int MaxBracket = 320;

    private static readonly SearchValues<byte> Specials = SearchValues.Create("\"(<>,;:[ \t\r\n"u8);
    private static readonly SearchValues<byte> BracketEnd = SearchValues.Create("]<>,;\r\n"u8);
    private readonly ReadOnlySpan<byte> _text = text;
    private readonly MailboxBuilder _mailbox = new();
    private readonly List<MailAddress> _all = [];
    private readonly List<AddressGroup> _groups = [];
    private List<MailAddress>? _members;
    private string? _groupName;
    private bool _open, _defect;
    private bool _noQuote, _noComment;

    public AddressList Read()
    {
        var at = 0;
        while (at < _text.Length && _all.Count < AddressList.MaxAddresses)
        {
            var stop = _text[at..].IndexOfAny(Specials);
            var run = stop < 0 ? _text[at..] : _text.Slice(at, stop);
            var word = EncodedWord(at, run);
            if (word > 0) run = _text.Slice(at, word);
            if (!run.IsEmpty) _mailbox.Append(run);
            at += run.Length;
            if (at < _text.Length && word == 0) at = Special(at);
        }

        if (at < _text.Length) _defect = true;
        EndMailbox();
        EndGroup();
        return new AddressList(_groups, _all, _defect);
    }

    // An encoded word with a comma or the like in it (RFC 2047 forbids that, programs write it): up to where it ends. 0 where there is none.
    private readonly int EncodedWord(int at, ReadOnlySpan<byte> run)
    {
        var begin = run.LastIndexOf("=?"u8);
        if (begin < 0 || at + run.Length == _text.Length) return 0;
        var rest = _text[(at + begin)..];
        if (rest.Length > MaxEncodedWord) rest = rest[..MaxEncodedWord];
        var charset = rest[2..].IndexOf((byte)'?') + 2;
        if (charset < 3 || charset + 2 >= rest.Length || rest[charset + 2] != '?' || (rest[charset + 1] | 0x20) is not ('b' or 'q')) return 0;
        var content = charset + 3;
        var end = rest[content..].IndexOf("?="u8);
        // Spaces in a word are common ("=?utf-8?Q?Doe, John?="), angles would hide an address.
        if (end < 0 || rest.Slice(content, end).ContainsAny((byte)'<', (byte)'>')) return 0;
        var length = begin + content + end + 2;
        return length > run.Length ? length : 0;
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
            case (byte)'[':
                return Bracket(at);
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
                _mailbox.Space();
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

        _mailbox.AppendQuoted(_text[at..(end + 1)]);
        return end + 1;
    }

    private int Comment(int at)
    {
        var end = _noComment ? -1 : HeaderText.CommentEnd(_text, at);
        if (end < 0)
        {
            _noComment = _defect = true;
            _mailbox.Append("("u8);
            return at + 1;
        }

        _mailbox.AddComment(_text[(at + 1)..(end - 1)]);
        _mailbox.Space();
        return end;
    }

    // Colons between brackets are no groups.
    private readonly int Bracket(int at)
    {
        var rest = _text[at..];
        var end = rest[..Math.Min(rest.Length, MaxBracket)].IndexOfAny(BracketEnd);
        var length = end > 0 && rest[end] == ']' ? end + 1 : 1;
        _mailbox.Append(rest[..length]);
        return at + length;
    }

    private int Angle(int at)
    {
        var start = at + 1;
        while (start < _text.Length && _text[start] == '<') start++;
        var end = AngleEnd(start);
        var content = _text[start..end];
        at = end < _text.Length && _text[end] == '>' ? end + 1 : end;
        if (_mailbox.HasAngle)
        {
            // A second address without a comma between; the words since the first are its name.
            _defect = true;
            var name = _mailbox.TakeTail();
            EndMailbox();
            _mailbox.Append(name);
        }

        _mailbox.SetAngle(content);
        _mailbox.Space();
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

    private void Colon()
    {
        if (_mailbox.HasAngle)
        {
            _defect = true;
            return;
        }

        if (_mailbox.DropPrefix())
        {
            _defect = true;
            return;
        }

        EndGroup();
        _groupName = _mailbox.TakeName();
        _open = true;
        _members = [];
        _mailbox.Clear();
    }

    private void EndMailbox()
    {
        var before = _all.Count;
        _members ??= [];
        _defect |= _mailbox.Build(_members, _all);
        if (_all.Count == before && _members.Count == 0 && !_open) _members = null;
    }

    private void EndGroup()
    {
        if (_open || _members is { Count: > 0 }) _groups.Add(new AddressGroup(_open ? _groupName : null, _members ?? []));
        _members = null;
        _groupName = null;
        _open = false;
    }
}
