using System.Text;

namespace Webmail.Mime.Headers;

/// <summary>The links of List-Unsubscribe, List-Post, List-Archive … (RFC 2369). A link is data: nothing may open it but a person.</summary>
public static class ListLinks
{
    /// <summary>Links that are read from one field.</summary>
    public const int MaxLinks = 20;

    /// <summary>The <c>mailto:</c>, <c>https:</c> and <c>http:</c> links in order of preference; others are left out. <c>NO</c> gives none.</summary>
    public static IReadOnlyList<Uri> Parse(ReadOnlySpan<byte> raw)
    {
        var text = HeaderText.Clip(raw);
        var links = new List<Uri>();
        while (links.Count < MaxLinks && text.IndexOf((byte)'<') is var open and >= 0)
        {
            text = text[(open + 1)..];
            var close = text.IndexOf((byte)'>');
            if (close < 0) break;
            var link = string.Concat(Encoding.UTF8.GetString(text[..close]).Where(c => !char.IsWhiteSpace(c) && !char.IsControl(c)));
            if (Uri.TryCreate(link, UriKind.Absolute, out var uri) && uri.Scheme is "mailto" or "https" or "http") links.Add(uri);
            text = text[close..];
        }

        return links;
    }

    /// <summary>True when List-Unsubscribe-Post asks for one-click unsubscription (RFC 8058 section 3.1).</summary>
    public static bool IsOneClick(ReadOnlySpan<byte> listUnsubscribePost) =>
        EncodedWords.Decode(listUnsubscribePost).Equals("List-Unsubscribe=One-Click", StringComparison.OrdinalIgnoreCase);

    /// <summary>The identifier of List-Id without its brackets (RFC 2919), or null.</summary>
    public static string? Id(ReadOnlySpan<byte> listId) => MessageIds.Parse(listId) is [.., var id] && listId.Contains((byte)'<') ? id : null;
}
