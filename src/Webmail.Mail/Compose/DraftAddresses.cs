using Webmail.Mime.Headers;
using Webmail.Mime.Writing;

namespace Webmail.Mail.Compose;

/// <summary>What people wrote into address fields, as addresses that can stand in a header and in an SMTP command.</summary>
internal static class DraftAddresses
{
    /// <summary>All or nothing: a field with an address that can't be written says which one.</summary>
    /// <exception cref="ComposeException"/>
    public static IReadOnlyList<MailAddress> Read(IReadOnlyList<Person> people, string field)
    {
        if (people.Count > ComposeLimits.MaxRecipients) throw new ComposeException(ComposeProblem.TooManyRecipients, field);
        return [.. people.Select(person => Of(person) ?? throw new ComposeException(ComposeProblem.BadAddress, field, person.Address.Length > 0 ? person.Address : person.Name))];
    }

    /// <summary>For drafts, which may be half written: what is no address yet is left out.</summary>
    public static IReadOnlyList<MailAddress> ReadWhatFits(IReadOnlyList<Person> people) =>
        [.. people.Take(ComposeLimits.MaxRecipients).Select(Of).OfType<MailAddress>()];

    public static MailAddress? Of(Person person)
    {
        if (!MailAddress.TryParse(person.Address.Trim(), out var parsed)) return null;
        try
        {
            var address = new MailAddress(HeaderValue.Clean(person.Name).Text, parsed.Address);
            AddressForms.Spec(address, utf8: true);
            return address;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    public static Person PersonOf(MailAddress address) => new(address.Name ?? "", address.Address);
}
