using System.Net;
using Webmail.Mime.Charsets;

namespace Webmail.Mime.Headers;

/// <summary>Walks over the words of a Received value; a keyword outside comments takes the word after it.</summary>
internal sealed class ReceivedReader
{
    // A real line has some 300 bytes.
    private const int MaxLength = 4096;

    private static readonly string[] Protocols = ["ESMTPSA", "ESMTPS", "ESMTPA", "ESMTP", "UTF8SMTPSA", "UTF8SMTPS", "UTF8SMTPA", "UTF8SMTP", "LMTPSA", "LMTPS", "LMTPA", "LMTP", "SMTPS", "SMTP", "HTTPS", "HTTP", "IMAP", "POP3", "MMS", "Local"];

    private readonly string _text;
    private readonly DateTimeOffset? _date;
    private string? _from, _helo, _by, _via, _with, _id, _for, _tls, _cipher;
    private IPAddress? _address;

    public ReceivedReader(ReadOnlySpan<byte> raw)
    {
        var text = HeaderText.Clip(raw);
        if (text.Length > MaxLength) text = text[..MaxLength];
        _date = MailDate.TryParse(text, out var date) ? date : null;
        var semicolon = text.LastIndexOf((byte)';');
        // "; Thu, 20 Mar 03 10:06:43 +0100 for <a@b>": what stands behind the date.
        var late = semicolon < 0 ? -1 : text[semicolon..].IndexOf(" for "u8);
        _text = EncodedWords.WithoutControls(Charset.Decode(semicolon < 0 ? text : text[..semicolon], null));
        if (late >= 0) _text += EncodedWords.WithoutControls(Charset.Decode(text[(semicolon + late)..], null));
    }

    public ReceivedHeader Read()
    {
        var at = 0;
        string? keyword = null;
        while (Next(ref at) is { } word)
        {
            if (word[0] == '(')
            {
                Comment(word[1..^1].Trim(), keyword);
                continue;
            }

            var bare = word.Trim(',', ';');
            switch (bare.ToLowerInvariant())
            {
                case "from" or "by" or "via" or "with" or "id" or "for":
                    keyword = bare.ToLowerInvariant();
                    if (Peek(at) is { } value && value[0] != '(') Take(keyword, Next(ref at)!.Trim(',', ';'), ref at);
                    break;
                default:
                    // "from host [192.0.2.1] by": brackets without parentheses.
                    if (keyword == "from" && bare.StartsWith('[')) _address ??= Literal(bare);
                    else if (IsCipher(bare)) _cipher ??= bare;
                    break;
            }
        }

        return new ReceivedHeader
        {
            From = _from, FromAddress = _address, Helo = _helo, By = _by, Via = _via, With = _with, Id = _id, For = _for, TlsVersion = _tls, TlsCipher = _cipher, Date = _date,
        };
    }

    private void Take(string keyword, string value, ref int at)
    {
        switch (keyword)
        {
            case "from":
                _from ??= Host(value);
                break;
            case "by":
                _by ??= Host(value);
                break;
            case "via":
                _via ??= value;
                break;
            case "with":
                With(value, ref at);
                break;
            case "id":
                _id ??= value.Trim('<', '>');
                break;
            default:
                _for ??= value.Trim('<', '>');
                break;
        }
    }

    // "with Microsoft SMTPSVC(5.0)", "with [XMail 1.20 ESMTP Server]", "with ESMTP/TLS/cipher".
    private void With(string value, ref int at)
    {
        if (value.StartsWith("cipher", StringComparison.OrdinalIgnoreCase))
        {
            _cipher ??= Next(ref at)?.Trim(',', ';');
            return;
        }

        if (IsCipher(value))
        {
            // "with AES256-GCM-SHA384 encrypted SMTP".
            _cipher ??= value;
            while (Peek(at) is { } word && word[0] != '(' && _with is null)
            {
                Next(ref at);
                _with = Protocol(word.Trim(',', ';'));
            }

            return;
        }

        var parts = value.Split('/');
        if (parts.Length > 2 && parts[1].StartsWith("TLS", StringComparison.OrdinalIgnoreCase)) _cipher ??= parts[^1];
        // "local-esmtps", "ESMTP-TLS", "[XMail 1.20 ESMTP Server]", "Microsoft SMTPSVC(5.0)", "MailEnable ESMTP": a known protocol wins over the product's name.
        var protocol = Protocol(parts[0].Trim('[', ']'));
        var ahead = at;
        for (var words = 0; (protocol is null || value.StartsWith('[')) && words < 8 && Peek(ahead) is { } next && next[0] != '(' && !IsKeyword(next); words++)
        {
            Next(ref ahead);
            protocol = Protocol(next.Trim('[', ']', ',', ';')) ?? protocol;
            if (next[^1] == ']') break;
        }

        if (value.Length > 0) _with ??= protocol ?? parts[0];
    }

    private static string? Protocol(string word)
    {
        if (word.StartsWith("SMTPSVC", StringComparison.OrdinalIgnoreCase) || word.Equals("BSMTP", StringComparison.OrdinalIgnoreCase)) return "SMTP";
        if (word.Equals("HTTPREST", StringComparison.OrdinalIgnoreCase)) return "HTTP";
        if (word.EndsWith("-TLS", StringComparison.OrdinalIgnoreCase)) return Protocol(word[..^4]) is { } bare ? bare + "S" : null;
        if (Array.Find(Protocols, p => p.Equals(word, StringComparison.OrdinalIgnoreCase)) is { } known) return known;
        var dash = word.LastIndexOf('-');
        return dash < 0 ? null : Protocol(word[(dash + 1)..]) ?? Protocol(word[..dash]);
    }

    private static bool IsKeyword(string word) => word.ToLowerInvariant() is "from" or "by" or "via" or "with" or "id" or "for";

    private void Comment(string text, string? keyword)
    {
        var words = text.Split([' ', '(', ')', ';'], StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < words.Length; i++)
        {
            var word = words[i].Trim(',');
            var next = i + 1 < words.Length ? words[i + 1].Trim(',') : null;
            if (word.ToUpperInvariant() is "HELO" or "EHLO" or "LHLO") _helo ??= next?.Trim('[', ']');
            else if (word.StartsWith("helo=", StringComparison.OrdinalIgnoreCase)) _helo ??= word[5..].Trim('[', ']');
            else if (word.StartsWith("cipher=", StringComparison.OrdinalIgnoreCase)) _cipher ??= word[7..];
            else if (word.StartsWith("version=", StringComparison.OrdinalIgnoreCase)) _tls ??= TlsVersion(word[8..]) ?? word[8..];
            else if (TlsVersion(word) is { } version) _tls ??= version;
            else if (keyword == "from" && word.Equals("from", StringComparison.OrdinalIgnoreCase)) (_from, i) = (_from ?? next, i + 1);
            else if (keyword == "from" && Literal(word) is { } address) _address ??= address;
            // "(from a@b)", "(qmail 123 invoked from network)"; but "(Postfix, from userid 1002)" is no host.
            else if (keyword is null && word == "from" && (i == 0 || words[i - 1] == "invoked")) (_from, i) = (_from ?? next, i + 1);
            else if (keyword is null && Literal(word) is { } early) _address ??= early;
            foreach (var piece in word.Split(':', ','))
            {
                if (_cipher is null && IsCipher(piece)) _cipher = piece;
            }
        }
    }

    // "TLSv1.3", "TLS1_2", "TLS-1.0:RSA_…", "TLSv1/SSLv3": always as TLSv1.2.
    private static string? TlsVersion(string word)
    {
        if (!word.StartsWith("TLS", StringComparison.OrdinalIgnoreCase)) return null;
        var digits = word.AsSpan(3).TrimStart("vV-_");
        if (digits.Length == 0 || digits[0] != '1' || (word.Length - digits.Length == 3 && digits.Length > 1 && digits[1] is not ('.' or '_'))) return null;
        return digits.Length > 2 && digits[1] is '.' or '_' && char.IsAsciiDigit(digits[2]) ? $"TLSv1.{digits[2]}" : digits.Length == 1 || !char.IsAsciiDigit(digits[1]) ? "TLSv1.0" : null;
    }

    // ECDHE-RSA-AES256-GCM-SHA384, TLS_AES_128_GCM_SHA256, DES-CBC3-SHA: capitals and digits, with a cipher or a hash named.
    private static bool IsCipher(string word) =>
        word.Length is > 6 and < 64 && word.AsSpan().IndexOfAny('-', '_') > 0 && !word.AsSpan().ContainsAnyInRange('a', 'z') && !word.Contains('/', StringComparison.Ordinal)
        && (word.Contains("AES", StringComparison.Ordinal) || word.Contains("SHA", StringComparison.Ordinal) || word.Contains("DES", StringComparison.Ordinal)
            || word.Contains("RC4", StringComparison.Ordinal) || word.Contains("CHACHA20", StringComparison.Ordinal) || word.Contains("CAMELLIA", StringComparison.Ordinal));

    private static string Host(string value) => value.Split(']')[0].Trim('[', '<', '>');

    // An address in brackets, with a port behind it, or bare.
    private static IPAddress? Literal(string word)
    {
        var open = Math.Max(word.LastIndexOf('['), word.LastIndexOf('@'));
        var bare = word[(open + 1)..];
        var close = bare.IndexOf(']', StringComparison.Ordinal);
        bare = (close >= 0 ? bare[..close] : bare).Trim('<', '>', ',');
        if (bare.StartsWith("IPv6:", StringComparison.OrdinalIgnoreCase)) bare = bare[5..];
        var dots = bare.Count(c => c == '.');
        if (dots == 3 && bare.IndexOf(':', StringComparison.Ordinal) is var port and > 0) bare = bare[..port];
        return (dots == 3 || bare.Contains(':', StringComparison.Ordinal)) && IPAddress.TryParse(bare, out var address) ? address : null;
    }

    private string? Peek(int at) => Next(ref at);

    // The next word, or a whole comment with its parentheses.
    private string? Next(ref int at)
    {
        while (at < _text.Length && _text[at] is ' ' or '\t') at++;
        if (at >= _text.Length) return null;
        var start = at;
        if (_text[at] == '(')
        {
            var depth = 0;
            for (; at < _text.Length; at++)
            {
                if (_text[at] == '(') depth++;
                if (_text[at] == ')' && --depth == 0) return _text[start..++at];
            }

            return _text[start..] + ")";
        }

        while (at < _text.Length && _text[at] is not (' ' or '\t' or '(')) at++;
        return _text[start..at];
    }
}
