using System.Buffers;
using System.Globalization;
using System.Text;

namespace Webmail.Protocols.Imap.Grammar;

/// <summary>Atoms, strings, literals and NIL.</summary>
internal ref partial struct ImapReader
{
    // Above this a value has an array of its own, so that keeping a subject does not keep a body alive.
    private const int OwnArrayAbove = 1024;

    // How far the end of a string is looked for whose quotes are in disorder: a subject of some lines.
    private const int LooseQuotedBytes = 4096;

    // Ends of an atom. Only what separates values: a server that puts other specials into an atom means them to be part of it.
    private static readonly SearchValues<byte> AtomEnds = SearchValues.Create(" ()\"\r\n"u8);
    private static readonly SearchValues<byte> CodeAtomEnds = SearchValues.Create(" ()\"\r\n]"u8);
    private static readonly SearchValues<byte> ItemNameEnds = SearchValues.Create(" ()\"\r\n[]<"u8);
    private static readonly SearchValues<byte> QuotedStops = SearchValues.Create("\"\\"u8);

    /// <summary>atom = 1*ATOM-CHAR; also takes what astring adds ("]").</summary>
    public bool TryAtom(out ReadOnlySpan<byte> atom) => TryUntil(AtomEnds, out atom);

    /// <summary>An atom inside a response code: "]" ends it.</summary>
    public bool TryCodeAtom(out ReadOnlySpan<byte> atom) => TryUntil(CodeAtomEnds, out atom);

    /// <summary>The name of a FETCH item: "[" and "&lt;" end it.</summary>
    public bool TryItemName(out ReadOnlySpan<byte> name) => TryUntil(ItemNameEnds, out name);

    public bool ExpectAtom(out ReadOnlySpan<byte> atom) => TryAtom(out atom) || Fail("expected an atom");

    /// <summary>nil = "NIL"</summary>
    public bool TryNil() => TryWord("NIL"u8);

    /// <summary>string = quoted / literal</summary>
    public bool TryString(out ImapToken token)
    {
        token = default;
        return Next switch
        {
            (byte)'"' => TryQuoted(out token),
            (byte)'{' => TryLiteral(out token),
            (byte)'~' when At(1) == (byte)'{' => TryLiteral8(out token),
            _ => false,
        };
    }

    public bool ExpectString(out ImapToken token) => TryString(out token) || Fail("expected a string");

    /// <summary>nstring = string / nil; an atom is taken too, as some servers leave the quotes away.</summary>
    public bool ExpectNString(out ImapToken token)
    {
        if (TryString(out token))
            return true;
        token = ImapToken.Nil;
        if (TryNil())
            return true;
        var start = Position;
        if (!TryAtom(out var atom))
            return Fail("expected a string or NIL");
        token = new ImapToken(start, atom.Length, TokenForm.Atom);
        return true;
    }

    /// <summary>astring = 1*ASTRING-CHAR / string. NIL is an atom here like any other.</summary>
    public bool ExpectAString(out ImapToken token)
    {
        if (TryString(out token))
            return true;
        var start = Position;
        if (!TryAtom(out var atom))
            return Fail("expected an atom or a string");
        token = new ImapToken(start, atom.Length, TokenForm.Atom);
        return true;
    }

    /// <summary>The bytes of a value, valid as long as the frame is.</summary>
    public readonly ReadOnlySpan<byte> Span(ImapToken token) => token.Form switch
    {
        TokenForm.Nil => [],
        TokenForm.Escaped => Unescape(_bytes.Slice(token.Start, token.Length)),
        TokenForm.Detached => _detached[token.DetachedIndex].Head.Span,
        _ => _bytes.Slice(token.Start, token.Length),
    };

    /// <summary>The bytes of a value to keep, copied: the frame's memory is reused.</summary>
    public ReadOnlyMemory<byte> Memory(ImapToken token) => token.Form switch
    {
        TokenForm.Nil => default,
        TokenForm.Escaped => Unescape(_bytes.Slice(token.Start, token.Length)),
        TokenForm.Detached => _detached[token.DetachedIndex].Head,
        _ => Keep(_bytes.Slice(token.Start, token.Length)),
    };

    /// <summary>A value as text: UTF-8, else Latin-1 byte by byte.</summary>
    public readonly string Text(ImapToken token) => Text(Span(token));

    public static string Text(ReadOnlySpan<byte> bytes) =>
        System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Encoding.Latin1.GetString(bytes);

    /// <summary>The announced length of a detached literal; null for everything else.</summary>
    public readonly long? DetachedLength(ImapToken token) => token.Form == TokenForm.Detached ? _detached[token.DetachedIndex].Length : null;

    /// <summary>quoted = DQUOTE *QUOTED-CHAR DQUOTE</summary>
    private bool TryQuoted(out ImapToken token)
    {
        token = default;
        var start = Position + 1;
        var escaped = false;
        for (var i = start; i < _bytes.Length; i++)
        {
            var stop = _bytes[i..].IndexOfAny(QuotedStops);
            if (stop < 0)
                break;
            i += stop;
            if (_bytes[i] == (byte)'\\')
            {
                escaped = true;
                i++;
            }
            else if (ClosesQuoted(i))
            {
                token = new ImapToken(start, i - start, escaped ? TokenForm.Escaped : TokenForm.Quoted);
                Position = i + 1;
                return true;
            }
        }

        return Fail("a quoted string has no end");
    }

    // Quirk UnescapedQuote: a quote that nothing can follow like this is part of the text. Of two quotes before the next value the second one closes.
    private bool ClosesQuoted(int quote)
    {
        var next = quote + 1 < _bytes.Length ? _bytes[quote + 1] : (byte)' ';
        if (IsDelimiter(next) && (next != (byte)'"' || quote + 2 >= _bytes.Length || _bytes[quote + 2] is not ((byte)' ' or (byte)')')))
            return true;
        Note(ServerQuirks.UnescapedQuote);
        return false;
    }

    /// <summary>
    /// Quirk UnescapedQuote, for a value of which is known what comes after it: a quoted string that goes on to the first place where this stands, whatever quotes and
    /// backslashes are in it. <paramref name="end"/> begins with the closing quote.
    /// </summary>
    public bool TryQuotedUntil(ReadOnlySpan<byte> end, out ImapToken token)
    {
        token = default;
        if (Next != (byte)'"')
            return false;
        var start = Position + 1;
        var length = _bytes.Slice(start, Math.Min(LooseQuotedBytes, _bytes.Length - start)).IndexOf(end);
        if (length < 0)
            return false;
        Note(ServerQuirks.UnescapedQuote);
        token = new ImapToken(start, length, TokenForm.Escaped);
        Position = start + length + 1;
        return true;
    }

    /// <summary>literal8 = "~{" number64 "}" CRLF *OCTET</summary>
    private bool TryLiteral8(out ImapToken token)
    {
        Position++;
        return TryLiteral(out token);
    }

    /// <summary>literal = "{" number64 ["+"] "}" CRLF *CHAR8</summary>
    private bool TryLiteral(out ImapToken token)
    {
        token = default;
        var header = Rest;
        var close = header[..Math.Min(header.Length, 32)].IndexOf((byte)'}');
        if (close < 0 || header.Length < close + 3 || header[close + 1] != (byte)'\r' || header[close + 2] != (byte)'\n')
            return Fail("a literal without its line end");
        var digits = header[1..close].TrimEnd("+-"u8);
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var length))
            return Fail("a literal without its length");
        var content = Position + close + 3;
        for (var i = 0; i < _detached.Count; i++)
        {
            if (_detached[i].Offset != content)
                continue;
            token = new ImapToken(content, 0, TokenForm.Detached, i);
            _cutAt = content;
            Position = content;
            return true;
        }

        if (length > _bytes.Length - content)
            return Fail("a literal that is longer than the response");
        token = new ImapToken(content, (int)length, TokenForm.Literal);
        Position = content + (int)length;
        return true;
    }

    private bool TryUntil(SearchValues<byte> ends, out ReadOnlySpan<byte> atom)
    {
        var rest = Rest;
        var end = rest.IndexOfAny(ends);
        atom = end < 0 ? rest : rest[..end];
        Position += atom.Length;
        return atom.Length > 0;
    }

    // The small values of a response share an array. Values are about two fifths of an ENVELOPE and BODYSTRUCTURE.
    private ReadOnlyMemory<byte> Keep(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
            return default;
        if (value.Length > OwnArrayAbove)
            return value.ToArray();
        if (_kept is null || value.Length > _kept.Length - _keptLength)
        {
            _kept = new byte[Math.Clamp((_bytes.Length - Position) * 2 / 5, value.Length, 4 * OwnArrayAbove)];
            _keptLength = 0;
        }

        var place = _kept.AsMemory(_keptLength, value.Length);
        value.CopyTo(place.Span);
        _keptLength += value.Length;
        return place;
    }

    private static byte[] Unescape(ReadOnlySpan<byte> quoted)
    {
        var plain = new byte[quoted.Length];
        var length = 0;
        for (var i = 0; i < quoted.Length; i++)
        {
            if (quoted[i] == (byte)'\\' && i + 1 < quoted.Length)
                i++;
            plain[length++] = quoted[i];
        }

        return plain.AsSpan(0, length).ToArray();
    }
}
