using System.Text;

namespace Webmail.Protocols.Sasl;

/// <summary>The attributes of a SCRAM message: <c>r=...,s=...,i=...</c> (RFC 5802 section 7).</summary>
internal static class ScramMessage
{
    /// <summary>Octets of a server's message. A nonce, a salt and a number need a tenth of it.</summary>
    public const int LongestMessage = 2048;

    /// <summary>saslname: "," and "=" are escaped.</summary>
    public static string Escape(string name) =>
        name.Replace("=", "=3D", StringComparison.Ordinal).Replace(",", "=2C", StringComparison.Ordinal);

    /// <summary>The attributes in their order; null when it is not such a list.</summary>
    public static IReadOnlyList<(char Name, string Value)>? Read(ReadOnlySpan<byte> message)
    {
        if (message.Length > LongestMessage || message.ContainsAnyExceptInRange((byte)0x20, (byte)0x7E))
        {
            return null;
        }

        var attributes = new List<(char, string)>();
        foreach (var part in Encoding.ASCII.GetString(message).Split(','))
        {
            if (part.Length < 2 || part[1] != '=' || !char.IsAsciiLetter(part[0]))
            {
                return null;
            }

            attributes.Add((part[0], part[2..]));
        }

        return attributes;
    }

    public static byte[]? Base64(string text)
    {
        var octets = new byte[text.Length];
        return Convert.TryFromBase64String(text, octets, out var length) ? octets[..length] : null;
    }
}
