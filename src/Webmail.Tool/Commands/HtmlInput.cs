using System.Text;

namespace Webmail.Tool.Commands;

/// <summary>Text from standard input: UTF-8, or what its byte order mark says. Bytes that are neither become U+FFFD.</summary>
internal static class HtmlInput
{
    public static string Decode(byte[] octets)
    {
        using var reader = new StreamReader(new MemoryStream(octets), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd();
    }
}
