using System.Diagnostics.CodeAnalysis;

namespace Webmail.Mail.Network;

/// <summary>A web address as a mail wrote it, brought to the one form that is both judged and connected to.</summary>
public static class WebAddress
{
    /// <summary>Longer ones are no pictures but data on its way out.</summary>
    private const int MaxLength = 8 * 1024;

    /// <summary>Reads an absolute http or https address; a fragment is dropped.</summary>
    /// <returns>False for other schemes, for a user name or password in it, and for a host that is neither a name nor an address.</returns>
    public static bool TryRead(string text, [NotNullWhen(true)] out Uri? address)
    {
        address = null;
        // Where parsers disagree about what is the host, there is nothing to fetch.
        if (text.Length > MaxLength || text.AsSpan().ContainsAny("\\\t\r\n\0") || !Uri.TryCreate(text, UriKind.Absolute, out var uri)) return false;
        if (uri.Scheme is not ("http" or "https") || Authority(text).Contains('@')) return false;
        if (HostName.Normalise(uri.IdnHost) is null) return false;
        address = uri.Fragment.Length == 0 ? uri : new UriBuilder(uri) { Fragment = "" }.Uri;
        return true;
    }

    private static ReadOnlySpan<char> Authority(string text)
    {
        var rest = text.AsSpan(text.IndexOf(':', StringComparison.Ordinal) + 1).TrimStart('/');
        var end = rest.IndexOfAny('/', '?', '#');
        return end < 0 ? rest : rest[..end];
    }
}
