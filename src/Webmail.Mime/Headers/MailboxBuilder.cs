using System.Buffers;
using System.Text;
using Webmail.Mime.Charsets;

namespace Webmail.Mime.Headers;

/// <summary>
/// What one mailbox is made of, collected as bytes and decoded when it ends, so that encoded words can stand anywhere in a name.
/// Used again for the next mailbox.
/// </summary>
internal sealed class MailboxBuilder
{
    // The readable words, and the same words as they were written: quotes matter in an address.
    private readonly ArrayBufferWriter<byte> _phrase = new(64);
    private readonly ArrayBufferWriter<byte> _literal = new(64);
    private readonly ArrayBufferWriter<byte> _comment = new(64);
    private readonly ArrayBufferWriter<byte> _spec = new(64);
    private string? _angle;
    private int _nameEnd;
    private bool _space;

    /// <summary>An address in angle brackets is there already.</summary>
    public bool HasAngle => _angle is not null;

    public static MailAddress FromParts(ReadOnlySpan<byte> name, ReadOnlySpan<byte> localPart, ReadOnlySpan<byte> domain)
    {
        var address = domain.IsEmpty ? Decode(localPart) : $"{Decode(localPart)}@{Decode(domain)}";
        return new MailAddress(EncodedWords.Decode(name), Safe(address));
    }

    public void Append(ReadOnlySpan<byte> word)
    {
        if (word.IsEmpty) return;
        SpaceBefore();
        _phrase.Write(word);
        _literal.Write(word);
    }

    /// <param name="quoted">With its quotes.</param>
    public void AppendQuoted(ReadOnlySpan<byte> quoted)
    {
        SpaceBefore();
        HeaderText.AppendUnescaped(quoted[1..^1], _phrase);
        _literal.Write(quoted);
    }

    public void AddComment(ReadOnlySpan<byte> content)
    {
        if (_comment.WrittenCount > 0) _comment.Write(" "u8);
        HeaderText.AppendUnescaped(content.Trim(" \t\r\n"u8), _comment);
    }

    public void Space() => _space = true;

    /// <summary>The text between angle brackets: white space and comments go, a route goes.</summary>
    public void SetAngle(ReadOnlySpan<byte> content)
    {
        _nameEnd = _phrase.WrittenCount;
        _spec.ResetWrittenCount();
        for (var i = 0; i < content.Length; i++)
        {
            var value = content[i];
            if (HeaderText.IsSpace(value)) continue;
            if (value == '"' && HeaderText.QuoteEnd(content, i) is var quote and > 0)
            {
                _spec.Write(content[i..(quote + 1)]);
                i = quote;
            }
            else if (value == '(' && HeaderText.CommentEnd(content, i) is var comment and > 0)
            {
                AddComment(content[(i + 1)..(comment - 1)]);
                i = comment - 1;
            }
            else
            {
                _spec.Write([value]);
            }
        }

        var written = _spec.WrittenSpan;
        if (written.IndexOf((byte)':') is var colon and > 0 && IsRoute(written)) written = written[(colon + 1)..];
        _angle = Address(written);
    }

    /// <summary>True when what stands before a colon was a route or <c>mailto</c> and is gone; no group is called so.</summary>
    public bool DropPrefix()
    {
        if (!IsRoute(_literal.WrittenSpan) && !Ascii.EqualsIgnoreCase(_literal.WrittenSpan, "mailto"u8)) return false;
        Clear();
        return true;
    }

    /// <summary>Ends the mailbox and adds what it was to both lists; nothing where there was nothing. True when something had to be forgiven.</summary>
    public bool Build(List<MailAddress> members, List<MailAddress> all)
    {
        var defect = false;
        var first = all.Count;
        if (_angle is not null) all.Add(new MailAddress(TakeName(), Safe(_angle)));
        else if (_phrase.WrittenCount > 0) defect = Bare(all);
        for (var i = first; i < all.Count; i++) members.Add(all[i]);
        Clear();
        return defect;
    }

    /// <summary>Takes away and returns the words that came after the angle brackets.</summary>
    public byte[] TakeTail()
    {
        var words = _phrase.WrittenSpan;
        byte[] head = words[.._nameEnd].ToArray(), tail = words[_nameEnd..].TrimStart((byte)' ').ToArray();
        _phrase.ResetWrittenCount();
        _phrase.Write(head);
        return tail;
    }

    public string TakeName()
    {
        var name = EncodedWords.Decode(_phrase.WrittenSpan, trim: false);
        var comment = CommentText();
        if (comment is null) return name;
        return name.Length == 0 ? comment : $"{name} ({comment})";
    }

    public void Clear()
    {
        _phrase.ResetWrittenCount();
        _literal.ResetWrittenCount();
        _comment.ResetWrittenCount();
        _angle = null;
        _space = false;
    }

    // No angle brackets: "a@b", "NO", "John Doe a@b", "a@b c@d", or only a name.
    private bool Bare(List<MailAddress> all)
    {
        var literal = _literal.WrittenSpan;
        if (literal.LastIndexOf((byte)'@') < 0)
        {
            var encoded = literal.StartsWith("=?"u8) && literal.EndsWith("?="u8);
            if (!encoded && literal.IndexOf((byte)' ') < 0)
            {
                all.Add(new MailAddress(CommentText(), Safe(Decode(_phrase.WrittenSpan))));
                return false;
            }

            // Programs that encode all they are given encode an address too.
            var text = TakeName();
            var whole = encoded && text.Contains('@', StringComparison.Ordinal) && MailAddress.IsSafe(text);
            all.Add(whole ? new MailAddress(null, text) : new MailAddress(text, ""));
            return true;
        }

        var compact = Compact(literal);
        var space = LastSpace(compact);
        if (space < 0)
        {
            all.Add(new MailAddress(CommentText(), Safe(Address(compact))));
            return false;
        }

        var before = compact.AsSpan(0, space);
        if (AllAddresses(before))
        {
            foreach (var range in before.Split((byte)' '))
            {
                if (all.Count < AddressList.MaxAddresses) all.Add(new MailAddress(null, Safe(Address(before[range]))));
            }

            all.Add(new MailAddress(CommentText(), Safe(Address(compact.AsSpan(space + 1)))));
            return true;
        }

        var name = new ArrayBufferWriter<byte>(before.Length);
        HeaderText.AppendUnescaped(before is [(byte)'"', .., (byte)'"'] && before.Length > 1 ? before[1..^1] : before, name);
        all.Add(new MailAddress(EncodedWords.Decode(name.WrittenSpan), Safe(Address(compact.AsSpan(space + 1)))));
        return true;
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

    // The last space outside quotes.
    private static int LastSpace(ReadOnlySpan<byte> compact)
    {
        var last = -1;
        for (var i = 0; i < compact.Length; i++)
        {
            if (compact[i] == ' ') last = i;
            else if (compact[i] == '"' && HeaderText.QuoteEnd(compact, i) is var end and > 0) i = end;
        }

        return last;
    }

    private static bool AllAddresses(ReadOnlySpan<byte> words)
    {
        foreach (var range in words.Split((byte)' '))
        {
            if (words[range] is not [not (byte)'@' and not (byte)'"', .., not (byte)'@'] || words[range].IndexOf((byte)'@') < 0) return false;
        }

        return true;
    }

    private static bool IsRoute(ReadOnlySpan<byte> text) => text is [(byte)'@', not (byte)'"', ..];

    private string? CommentText() => _comment.WrittenCount == 0 ? null : EncodedWords.Decode(_comment.WrittenSpan);

    private void SpaceBefore()
    {
        if (_space && _phrase.WrittenCount + _literal.WrittenCount > 0)
        {
            _phrase.Write(" "u8);
            _literal.Write(" "u8);
        }

        _space = false;
    }

    // 'a@b', as some address books quote, and the dot that ends an absolute domain, are not the address.
    private static string Address(ReadOnlySpan<byte> spec)
    {
        if (spec is [(byte)'\'', .., (byte)'\''] && spec.IndexOf((byte)'@') > 1) spec = spec[1..^1];
        if (spec is [.., not (byte)'@' and not (byte)'.', (byte)'.'] && spec.IndexOf((byte)'@') > 0) spec = spec[..^1];
        return Decode(spec);
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
