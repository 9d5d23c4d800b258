using System.Text;

namespace Webmail.Protocols.Net;

/// <summary>Strikes a secret out of octets or text, in the forms a server could repeat it.</summary>
internal static class SecretMask
{
    private const string Struck = "***";

    /// <summary>Shorter secrets would strike out half of every line, and are no secret.</summary>
    private const int Shortest = 3;

    /// <summary>The secret as sent in LOGIN, and as sent in base64 by AUTHENTICATE LOGIN.</summary>
    public static IEnumerable<byte[]> FormsOf(string secret)
    {
        if (secret.Length < Shortest)
        {
            yield break;
        }

        var plain = Encoding.UTF8.GetBytes(secret);
        yield return plain;
        yield return Encoding.ASCII.GetBytes(Convert.ToBase64String(plain));
    }

    public static ReadOnlySpan<byte> Strike(ReadOnlySpan<byte> octets, IReadOnlyList<byte[]> secrets)
    {
        foreach (var secret in secrets)
        {
            if (octets.IndexOf(secret) < 0)
            {
                continue;
            }

            var clean = new List<byte>(octets.Length);
            var rest = octets;
            while (rest.IndexOf(secret) is >= 0 and var at)
            {
                clean.AddRange(rest[..at]);
                clean.AddRange("***"u8);
                rest = rest[(at + secret.Length)..];
            }

            clean.AddRange(rest);
            octets = clean.ToArray();
        }

        return octets;
    }

    public static string Strike(string text, string secret)
    {
        foreach (var form in FormsOf(secret))
        {
            text = text.Replace(Encoding.UTF8.GetString(form), Struck, StringComparison.Ordinal);
        }

        return text;
    }
}
