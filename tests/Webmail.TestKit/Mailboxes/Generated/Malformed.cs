using System.Text;

namespace Webmail.TestKit.Mailboxes.Generated;

/// <summary>Mail that breaks the rules in ways seen in the wild; every one must be listed and opened without harm.</summary>
public static class Malformed
{
    /// <summary>Longer than the 4,096 bytes that some clients allow for a header value in ENVELOPE.</summary>
    private const int HugeSubject = 7_000;

    /// <summary>Name and raw bytes of each case; <c>{id}</c> and <c>{to}</c> are already filled in.</summary>
    public static IEnumerable<(string Name, byte[] Content)> Cases(MailboxGenerator with)
    {
        string head = $"From: broken@example.test\r\nTo: {with.Owner.Address}\r\nDate: Mon, 2 Nov 2026 10:00:00 +0000\r\n";
        yield return ("empty", "\r\n"u8.ToArray());
        yield return ("no headers", Ascii("\r\nJust a body without any header.\r\n"));
        yield return ("no body", Ascii($"{head}Subject: Only headers\r\n"));
        yield return ("huge subject", Ascii($"{head}Subject: {HugeFolded()}\r\n\r\nThe subject has {HugeSubject} bytes.\r\n"));
        yield return ("missing closing boundary", Ascii($"{head}Subject: Boundary that never closes\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"b1\"\r\n\r\n--b1\r\nContent-Type: text/plain\r\n\r\nfirst part\r\n--b1\r\nContent-Type: text/html\r\n\r\n<p>second part"));
        yield return ("boundary missing", Ascii($"{head}Subject: Multipart without a boundary parameter\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed\r\n\r\n--b1\r\n\r\npart\r\n--b1--\r\n"));
        yield return ("boundary is prefix", Ascii($"{head}Subject: One boundary is the beginning of the other\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: multipart/alternative; boundary=\"bb\"\r\n\r\n--bb\r\nContent-Type: text/plain\r\n\r\ninner\r\n--bb--\r\n--b--\r\n"));
        yield return ("broken words", Ascii($"{head}Subject: =?utf-8?B?R3LDvMOf?= =?utf-8?Q?ohne_Ende =?unknown-8bit?B?!!!?= =?utf-8?B?w?=\r\n\r\nEncoded words that do not decode.\r\n"));
        yield return ("split character", Ascii($"{head}Subject: =?utf-8?B?R3LD?= =?utf-8?B?vMOfZQ==?=\r\n\r\nA character is cut in two encoded words.\r\n"));
        yield return ("nul and controls", [.. Ascii($"{head}Subject: Control"), 0x07, 0x1B, (byte)'[', (byte)'3', (byte)'1', (byte)'m', .. Ascii(" characters\r\n\r\nA NUL follows: "), 0x01, 0x08, .. Ascii(" end\r\n")]);
        yield return ("bad base64", Ascii($"{head}Subject: Base64 with holes\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\nSGVsbG8*sIHRo\r\n--ZXJl IQ=\r\nx\r\n"));
        yield return ("bad quoted-printable", Ascii($"{head}Subject: Quoted-printable with errors\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=ZZ not hex, =C3=B ends early, = \r\nend=\r\n"));
        yield return ("unknown charset", Ascii($"{head}Subject: Charset from another planet\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=x-klingon-8\r\n\r\nplain enough\r\n"));
        yield return ("unknown encoding", Ascii($"{head}Subject: Unknown transfer encoding\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: x-rot13\r\n\r\nuryyb\r\n"));
        yield return ("bad content type", Ascii($"{head}Subject: Content-Type is not one\r\nMIME-Version: 1.0\r\nContent-Type: text; ; charset==\"utf-8\r\n\r\nstill readable\r\n"));
        yield return ("two of each", Ascii($"{head}{head}Subject: First subject\r\nSubject: Second subject\r\nMessage-ID: <a@b>\r\nMessage-ID: <c@d>\r\n\r\nEvery field twice.\r\n"));
        yield return ("dates", Ascii($"From: dates@example.test\r\nTo: {with.Owner.Address}\r\nDate: Mon, 99 Foo 20261 25:61:00 +9999\r\nSubject: A date that never was\r\n\r\nx\r\n"));
        yield return ("address soup", Ascii($"From: \"unclosed <a@b, ;;: <<c@d>> (comment (nested\r\nTo: undisclosed-recipients:;\r\nDate: Mon, 2 Nov 2026 10:00:00 +0000\r\nSubject: Addresses that no grammar knows\r\n\r\nx\r\n"));
        yield return ("spoofed display name", Ascii($"From: \"billing@bank.test\" <attacker@example.test>\r\nTo: {with.Owner.Address}\r\nDate: Mon, 2 Nov 2026 10:00:00 +0000\r\nSubject: Your account\r\n\r\nThe name looks like another address.\r\n"));
        yield return ("hostile html", Ascii($"{head}Subject: <img src=x onerror=alert(1)>\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<script>parent.alert(1)</script><img src=x onerror=alert(2)><a href=\"javascript:alert(3)\">link</a><style>body{{background:url(https://track.example.test/x)}}</style><form action=https://example.test><input name=password></form><p>Only this line may be seen.</p>\r\n"));
        yield return ("deep nesting", Nested(head, 60));
        yield return ("long line", Ascii($"{head}Subject: One line of 60,000 characters\r\n\r\n{new string('x', 60_000)}\r\n"));
        yield return ("bare line feeds", Ascii($"{head}Subject: Bare line feeds\r\n\r\nfirst\r\nsecond\r\n".Replace("\r\n", "\n", StringComparison.Ordinal)));
    }

    internal static IEnumerable<GeneratedMessage> All(MailboxGenerator with)
    {
        double hours = 50;
        foreach ((_, byte[] content) in Cases(with))
            yield return new GeneratedMessage("Odd mail", with.Ago(hours += 7).ToUniversalTime(), "S", content);
        // One of them where everybody looks first.
        (_, byte[] huge) = Cases(with).First(found => found.Name == "huge subject");
        yield return new GeneratedMessage("INBOX", with.Ago(30).ToUniversalTime(), "S", huge);
    }

    private static string HugeFolded() => string.Join("\r\n ", Enumerable.Range(0, HugeSubject / 70).Select(line => $"line {line:D3} ".PadRight(68, 'x')));

    private static byte[] Nested(string head, int depth)
    {
        var text = new StringBuilder($"{head}Subject: {depth} levels of multipart\r\nMIME-Version: 1.0\r\n");
        for (int level = 0; level < depth; level++) text.Append(MailboxGenerator.Invariant($"Content-Type: multipart/mixed; boundary=\"n{level}-\"\r\n\r\n--n{level}-\r\n"));
        text.Append("Content-Type: text/plain\r\n\r\nat the bottom\r\n");
        for (int level = depth - 1; level >= 0; level--) text.Append(MailboxGenerator.Invariant($"--n{level}---\r\n"));
        return Ascii(text.ToString());
    }

    private static byte[] Ascii(string text) => Encoding.Latin1.GetBytes(text);
}
