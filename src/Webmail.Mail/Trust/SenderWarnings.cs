using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Webmail.Mail.Reading;
using Webmail.Mime.Headers;

namespace Webmail.Mail.Trust;

/// <summary>Tricks with the sender's name and addresses that can be seen in the header alone.</summary>
internal static partial class SenderWarnings
{
    /// <summary>Longest name that is looked at; what comes after nobody sees.</summary>
    private const int MaxName = 1000;

    public static IReadOnlyList<TrustWarning> Of(OpenedMessage message, string? from)
    {
        var warnings = new List<TrustWarning>();
        if (from is null) warnings.Add(new TrustWarning(TrustWarningKind.UnclearSender));
        var sender = message.From.Count > 0 ? message.From[0] : null;
        if (sender is not null)
        {
            var name = sender.Name.Length <= MaxName ? sender.Name : sender.Name[..MaxName];
            if (AddressIn(name) is { } inName && !Same(inName, sender.Address)) warnings.Add(new TrustWarning(TrustWarningKind.NameHoldsAddress, inName));
            var shown = sender.Address[(sender.Address.LastIndexOf('@') + 1)..];
            if (shown.Contains("xn--", StringComparison.OrdinalIgnoreCase)) warnings.Add(new TrustWarning(TrustWarningKind.LookalikeDomain, shown));
        }

        if (HidesCharacters(message.Header)) warnings.Add(new TrustWarning(TrustWarningKind.NameHidesCharacters));
        var elsewhere = from is null ? null : message.ReplyTo.FirstOrDefault(reply => IsElsewhere(reply.Address, from));
        if (elsewhere is not null) warnings.Add(new TrustWarning(TrustWarningKind.RepliesElsewhere, elsewhere.Address));
        return warnings;
    }

    private static bool IsElsewhere(string address, string from)
    {
        var domain = DomainNames.Normalise(address[(address.LastIndexOf('@') + 1)..]);
        return domain is not null && !DomainNames.SpeaksFor(domain, from) && !DomainNames.SpeaksFor(from, domain);
    }

    private static string? AddressIn(string name)
    {
        // Other characters that are drawn like an at sign deceive the same way.
        var plain = name.Replace('＠', '@').Replace('﹫', '@');
        return Address().Match(plain) is { Success: true } match ? match.Value : null;
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    // The joiners that scripts and emoji need are no trick; a bidirectional override or a zero-width space in a name is.
    private static bool HidesCharacters(HeaderBlock header)
    {
        if (AddressList.Parse(header.Find("From")).Mailboxes is not [{ Name: { } name }, ..]) return false;
        foreach (var rune in name.AsSpan(0, Math.Min(name.Length, MaxName)).EnumerateRunes())
        {
            if (rune.Value is not (0x200C or 0x200D or 0x00AD or (>= 0xE0020 and <= 0xE007F)) && Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format) return true;
        }

        return false;
    }

    [GeneratedRegex(@"[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Address();
}
