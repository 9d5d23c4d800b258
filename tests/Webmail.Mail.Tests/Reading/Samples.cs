using System.Security.Cryptography;
using System.Text;

namespace Webmail.Mail.Tests.Reading;

/// <summary>Messages with parts whose bytes are known.</summary>
internal static class Samples
{
    public static byte[] Bytes(int length, int seed = 1)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    public static string Hash(byte[] bytes) => Convert.ToHexString(SHA256.HashData(bytes));

    public static byte[] Message(string headers, string body) => Encoding.Latin1.GetBytes(
        ("From: Ines Okafor <ines@tidewater.test>\nTo: noor@tidewater.test\nDate: Tue, 24 Nov 2026 10:42:00 +0100\n"
        + $"Message-ID: <{Guid.NewGuid():N}@tidewater.test>\nMIME-Version: 1.0\n{headers}\n\n{body}").ReplaceLineEndings("\r\n"));

    public static byte[] WithAttachment(string encoding, string encoded, string name = "data.bin") => Message(
        "Subject: With attachment\nContent-Type: multipart/mixed; boundary=b",
        $"--b\nContent-Type: text/plain\n\nSee the file.\n--b\nContent-Type: application/octet-stream\nContent-Disposition: attachment; filename=\"{name}\"\n"
        + $"Content-Transfer-Encoding: {encoding}\n\n{encoded}\n--b--\n");

    public static string Base64(byte[] bytes) => Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks);

    public static string QuotedPrintable(byte[] bytes)
    {
        var text = new StringBuilder();
        for (var i = 0; i < bytes.Length; i++)
        {
            if (i > 0 && i % 24 == 0) text.Append("=\n");
            text.Append('=').Append(bytes[i].ToString("X2", null));
        }

        return text.ToString();
    }
}
