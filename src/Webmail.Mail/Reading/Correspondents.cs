using Webmail.Mail.Messages;
using Webmail.Mime.Headers;
using Webmail.Protocols.Imap;

namespace Webmail.Mail.Reading;

/// <summary>Turns an ENVELOPE's raw values into text for people.</summary>
internal static class Correspondents
{
    /// <summary>People kept of one field: nobody reads more, and each costs memory as long as the message is open.</summary>
    internal const int MaxPeople = 5000;

    public static IReadOnlyList<Correspondent> Of(IReadOnlyList<EnvelopeAddress> addresses)
    {
        if (addresses.Count == 0) return [];
        var people = new List<Correspondent>(Math.Min(addresses.Count, MaxPeople));
        for (var i = 0; i < addresses.Count && people.Count < MaxPeople; i++)
        {
            if (!addresses[i].IsGroupStart && !addresses[i].IsGroupEnd && Of(addresses[i]) is { Display.Length: > 0 } person) people.Add(person);
        }

        return people;
    }

    public static Correspondent Of(EnvelopeAddress address)
    {
        var mailbox = AddressList.FromParts(address.Name.Span, address.Mailbox.Span, address.Host.Span);
        var domain = DomainText.Of(mailbox.Domain);
        return new Correspondent(
            CleanText.Of(mailbox.Name ?? ""),
            CleanText.Of(domain.Length > 0 ? mailbox.LocalPart + "@" + domain : mailbox.LocalPart));
    }

    /// <summary>An unstructured value: a subject, a Message-ID.</summary>
    public static string Text(ReadOnlyMemory<byte> raw) => raw.IsEmpty ? "" : CleanText.Of(EncodedWords.Decode(raw.Span));
}
