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
        _text = EncodedWords.WithoutControls(Charset.Decode(semicolon < 0 ? text : text[..semicolon], null));
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

        var parts = value.Split('/');
        if (parts.Length > 1 && parts[1].StartsWith("TLS", StringComparison.OrdinalIgnoreCase) && parts.Length > 2) _cipher ??= parts[^1];
        // "local-esmtps", "[XMail 1.20 ESMTP Server]", "Microsoft SMTPSVC(5.0)": a known protocol inside wins over the product's name.
        var words = parts[0].Trim('[', ']').Split('-').Reverse().ToList();
        var ahead = at;
        if (value[0] == '[' || value.Equals("Microsoft", StringComparison.OrdinalIgnoreCase))
        {
            while (Peek(ahead) is { } next && next[0] != '(' && words.Count < 8)
            {
                words.Add(next.StartsWith("SMTPSVC", StringComparison.OrdinalIgnoreCase) ? "SMTP" : next);
                Next(ref ahead);
                if (next[^1] == ']') break;
            }
        }

        var protocol = words.Select(w => Array.Find(Protocols, p => p.Equals(w, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(p => p is not null);
        _with ??= protocol ?? parts[0];
    }

    private void Comment(string text, string? keyword)
    {
        var words = text.Split([' ', '(', ')', ';'], StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < words.Length; i++)
        {
            var word = words[i].Trim(',');
            var next = i + 1 < words.Length ? words[i + 1].Trim(',') : null;
            if (word.Equals("HELO", StringComparison.OrdinalIgnoreCase) || word.Equals("EHLO", StringComparison.OrdinalIgnoreCase)) _helo ??= next?.Trim('[', ']');
            else if (word.StartsWith("helo=", StringComparison.OrdinalIgnoreCase)) _helo ??= word[5..].Trim('[', ']');
            else if (word.Equals("cipher", StringComparison.OrdinalIgnoreCase)) _cipher ??= next;
            else if (word.StartsWith("cipher=", StringComparison.OrdinalIgnoreCase)) _cipher ??= word[7..];
            else if (word.StartsWith("TLSv", StringComparison.OrdinalIgnoreCase) || word.StartsWith("TLS1", StringComparison.OrdinalIgnoreCase)) _tls ??= word.Split(':')[0];
            else if (word.StartsWith("version=", StringComparison.OrdinalIgnoreCase)) _tls ??= word[8..];
            else if (keyword == "from" && word.Equals("from", StringComparison.OrdinalIgnoreCase)) _from ??= next;
            else if (keyword == "from") _address ??= Literal(word);
            else if (keyword is null && word == "from") _from ??= next;
        }
    }

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
