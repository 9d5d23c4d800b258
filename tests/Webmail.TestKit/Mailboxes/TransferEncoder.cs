using System.Text;

namespace Webmail.TestKit.Mailboxes;

/// <summary>Writes base64 and quoted-printable (RFC 2045) for generated mail; shares nothing with the product's own.</summary>
internal static class TransferEncoder
{
    private const int LineLength = 76;

    public static byte[] Base64(byte[] content)
    {
        string text = Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks);
        return Encoding.ASCII.GetBytes(text + "\r\n");
    }

    public static byte[] QuotedPrintable(byte[] content)
    {
        var output = new StringBuilder(content.Length + (content.Length / 4));
        int column = 0;
        for (int at = 0; at < content.Length; at++)
        {
            byte octet = content[at];
            if (octet == '\r' && at + 1 < content.Length && content[at + 1] == '\n')
            {
                output.Append("\r\n");
                column = 0;
                at++;
                continue;
            }
            bool endsLine = at + 1 == content.Length || content[at + 1] == '\r';
            bool plain = octet is >= 33 and <= 126 and not (byte)'=' || (octet is (byte)' ' or (byte)'\t' && !endsLine);
            int width = plain ? 1 : 3;
            if (column + width > LineLength - 1)
            {
                output.Append("=\r\n");
                column = 0;
            }
            if (plain) output.Append((char)octet);
            else output.Append('=').Append(octet.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
            column += width;
        }
        return Encoding.ASCII.GetBytes(output.ToString());
    }
}
