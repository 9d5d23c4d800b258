using System.Text;
using Webmail.Mail.Reading;
using Webmail.Mime.Headers;

namespace Webmail.Mail.Trust;

/// <summary>Reads the List- fields of a header.</summary>
internal static class MailingListReader
{
    /// <summary>Signatures that are compared: a list that signs again adds one or two.</summary>
    private const int MaxSignatures = 10;

    /// <summary>Null for a message that came through no list and offers no way to leave one.</summary>
    public static MailingList? Read(HeaderBlock header, SenderTrust trust)
    {
        var links = ListLinks.Parse(header.Find("List-Unsubscribe"));
        var name = Name(header);
        if (name.Length == 0 && links.Count == 0) return null;
        return new MailingList(name, Best(header, links, trust));
    }

    private static string Name(HeaderBlock header)
    {
        var raw = header.Find("List-Id", out var found);
        if (!found) return "";
        var text = EncodedWords.Decode(raw);
        var bracket = text.IndexOf('<', StringComparison.Ordinal);
        var phrase = CleanText.Of((bracket < 0 ? text : text[..bracket]).Trim().Trim('"'));
        return phrase.Length > 0 ? phrase : CleanText.Of(ListLinks.Id(raw) ?? "");
    }

    private static UnsubscribeWay? Best(HeaderBlock header, IReadOnlyList<Uri> links, SenderTrust trust)
    {
        var page = links.FirstOrDefault(link => link.Scheme == Uri.UriSchemeHttps) ?? links.FirstOrDefault(link => link.Scheme == Uri.UriSchemeHttp);
        if (page?.Scheme == Uri.UriSchemeHttps && ListLinks.IsOneClick(header.Find("List-Unsubscribe-Post")) && OfferIsSigned(header, trust))
            return new UnsubscribeWay(UnsubscribeKind.OneClick, page);
        if (page is not null) return new UnsubscribeWay(UnsubscribeKind.Page, page);
        return links.FirstOrDefault(link => link.Scheme == Uri.UriSchemeMailto) is { } mail ? new UnsubscribeWay(UnsubscribeKind.Mail, mail) : null;
    }

    /// <summary>RFC 8058 section 4: a DKIM signature that passed must cover both fields, or anybody on the way could have us post anywhere.</summary>
    private static bool OfferIsSigned(HeaderBlock header, SenderTrust trust)
    {
        var passed = trust.Checks.Where(check => check is { Method: "dkim", Passed: true, Domain.Length: > 0 }).ToList();
        if (passed.Count == 0) return false;
        var seen = 0;
        foreach (var field in header.Fields)
        {
            if (!Ascii.EqualsIgnoreCase(header.NameOf(field), "DKIM-Signature")) continue;
            if (seen++ == MaxSignatures) return false;
            var tags = TagList.Parse(header.ValueOf(field));
            if (passed.Any(check => IsOf(check, tags)) && Covers(tags.GetValueOrDefault("h", ""))) return true;
        }

        return false;
    }

    private static bool IsOf(TrustCheck check, IReadOnlyDictionary<string, string> tags) =>
        DomainNames.Normalise(tags.GetValueOrDefault("d", "")) == check.Domain
        && (check.Selector.Length == 0 || string.Equals(check.Selector, tags.GetValueOrDefault("s"), StringComparison.OrdinalIgnoreCase))
        && (check.Signature.Length == 0 || tags.GetValueOrDefault("b", "").StartsWith(check.Signature, StringComparison.Ordinal));

    private static bool Covers(string fields)
    {
        var names = fields.Split(':', StringSplitOptions.TrimEntries);
        return names.Contains("List-Unsubscribe", StringComparer.OrdinalIgnoreCase) && names.Contains("List-Unsubscribe-Post", StringComparer.OrdinalIgnoreCase);
    }
}
