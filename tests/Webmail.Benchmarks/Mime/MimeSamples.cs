using System.Globalization;
using System.Text;

namespace Webmail.Benchmarks.Mime;

/// <summary>Mails of the three kinds that the figures for MimeKit were taken on: small ones of 6 KB, newsletters of 62 KB, attachments of 1.5 MB.</summary>
internal static class MimeSamples
{
    public static byte[] Small(int seed)
    {
        var text = Header(seed).Append("Content-Type: multipart/alternative; boundary=\"=_alt\"\r\n\r\n--=_alt\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n");
        for (var i = 0; i < 30; i++) text.Append(CultureInfo.InvariantCulture, $"Line {i} of the mail with some words, gr=C3=BC=C3=9Fe and a number {seed}.\r\n");
        text.Append("\r\n--=_alt\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n");
        for (var i = 0; i < 30; i++) text.Append(CultureInfo.InvariantCulture, $"<p class=3D\"x\">Line {i} of the mail with some words and a number {seed}.</p>\r\n");
        return Encoding.ASCII.GetBytes(text.Append("\r\n--=_alt--\r\n").ToString());
    }

    public static byte[] Newsletter(int seed)
    {
        var text = Header(seed).Append("Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n");
        for (var i = 0; text.Length < 62_000; i++)
            text.Append(CultureInfo.InvariantCulture, $"<td style=3D\"font-family:Arial;padding:{i % 20}px\"><a href=3D\"https://example.=\r\norg/{seed}/{i}?a=3D1\">Angebot f=C3=BCr Sie</a></td>=\r\n");
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    public static byte[] WithAttachment(int seed)
    {
        var content = new byte[1_100_000];
        for (var i = 0; i < content.Length; i++) content[i] = (byte)((i * 31) + (i >> 7) + seed);
        var text = Header(seed).Append("Content-Type: multipart/mixed; boundary=\"=_mix\"\r\n\r\n--=_mix\r\n\r\nSee the file.\r\n--=_mix\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=a.pdf\r\n\r\n");
        text.Append(Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks));
        return Encoding.ASCII.GetBytes(text.Append("\r\n--=_mix--\r\n").ToString());
    }

    public static byte[] LongHeader() =>
        Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 40_000).Select(i => string.Create(CultureInfo.InvariantCulture, $" <{i}.0123456789012345678901234567890123456789@example.org>\r\n"))));

    private static StringBuilder Header(int seed)
    {
        var text = new StringBuilder("Return-Path: <sender@example.org>\r\nDelivered-To: receiver@example.net\r\n");
        for (var hop = 0; hop < 3; hop++)
            text.Append(CultureInfo.InvariantCulture, $"Received: from mx{hop}.example.org (mx{hop}.example.org [192.0.2.{hop}])\r\n\tby mail{hop}.example.net (Postfix) with ESMTPS id {seed}{hop}ABCDEF\r\n\tfor <receiver@example.net>; Tue, 1 Jul 2025 10:52:37 +0200 (CEST)\r\n");
        text.Append("DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.org; s=s1;\r\n\th=from:to:subject:date; bh=abcdefghijklmnopqrstuvwxyz0123456789=;\r\n\tb=abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz\r\n");
        text.Append("From: =?utf-8?Q?J=C3=BCrgen_M=C3=BCller?= <sender@example.org>\r\nTo: Receiver <receiver@example.net>\r\n");
        return text.Append(CultureInfo.InvariantCulture, $"Subject: =?utf-8?B?R3LDvMOfZQ==?= number {seed}\r\nMessage-ID: <{seed}@example.org>\r\nDate: Tue, 1 Jul 2025 10:52:37 +0200\r\nMIME-Version: 1.0\r\nX-Mailer: Sample\r\n");
    }
}
