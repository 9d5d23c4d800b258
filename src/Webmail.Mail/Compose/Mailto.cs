using Webmail.Mime.Headers;
using Webmail.Mime.Writing;

namespace Webmail.Mail.Compose;

/// <summary>
/// A mailto: address (RFC 6068). It comes from a mail or a web page: it may name receivers, subject and text, and nothing else; no attachment, no other header.
/// </summary>
public sealed record Mailto(IReadOnlyList<Person> To, IReadOnlyList<Person> Cc, IReadOnlyList<Person> Bcc, string Subject, string Body)
{
    private const int MaxLength = 64 * 1024;

    /// <summary>Null for what is no mailto: address.</summary>
    public static Mailto? Parse(string? text)
    {
        const string Scheme = "mailto:";
        if (text is null || text.Length > MaxLength || !text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return null;
        var rest = text[Scheme.Length..].Split('#')[0];
        var query = rest.IndexOf('?', StringComparison.Ordinal);
        var fields = (query < 0 ? "" : rest[(query + 1)..]).Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).Where(pair => pair.Length == 2)
            .ToLookup(pair => pair[0].ToLowerInvariant(), pair => Decode(pair[1]), StringComparer.Ordinal);
        return new Mailto(
            People([Decode(query < 0 ? rest : rest[..query]), .. fields["to"]]), People(fields["cc"]), People(fields["bcc"]),
            HeaderValue.Clean(fields["subject"].FirstOrDefault() ?? "").Text, (fields["body"].FirstOrDefault() ?? "").ReplaceLineEndings("\n"));
    }

    // RFC 6068 section 5: "+" is a plus sign here, never a space.
    private static string Decode(string text)
    {
        try
        {
            return Uri.UnescapeDataString(text);
        }
        catch (UriFormatException)
        {
            return text;
        }
    }

    private static IReadOnlyList<Person> People(IEnumerable<string> lists) =>
        [.. lists.SelectMany(list => AddressList.Parse(list).Mailboxes).Where(address => address.IsComplete).Select(DraftAddresses.PersonOf).Take(ComposeLimits.MaxRecipients)];
}
