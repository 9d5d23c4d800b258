using System.Text.RegularExpressions;
using Webmail.Mail.Messages;
using Webmail.Mail.Reading;
using Webmail.Mime.Headers;

namespace Webmail.Mail.Compose;

/// <summary>To whom an answer goes, from whom it comes, and how it is called.</summary>
internal static partial class Answers
{
    /// <summary>The head of a draft that answers, passes on or repeats a message. Its text comes apart.</summary>
    public static Draft Head(ComposeIntent intent, OpenedMessage message, IReadOnlyList<Identity> identities, DraftFormat format)
    {
        var header = message.Header;
        var own = identities.Select(identity => identity.Address).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var draft = new Draft { Id = Guid.NewGuid(), Format = format, Identity = IdentityFor(message, identities).Id };
        return intent switch
        {
            ComposeIntent.Reply or ComposeIntent.ReplyAll or ComposeIntent.ReplyList => draft with
            {
                Kind = DraftKind.Reply, Subject = "Re: " + Bare(message.Subject), To = Receivers(intent, message, own),
                Cc = intent == ComposeIntent.ReplyAll ? Others(message, own, Receivers(intent, message, own)) : [],
                References = Thread(header), Source = SourceOf(message, DraftKind.Reply),
            },
            ComposeIntent.Forward or ComposeIntent.ForwardAttached => draft with
            {
                Kind = DraftKind.Forward, Subject = "Fwd: " + Bare(message.Subject), References = Thread(header), Source = SourceOf(message, DraftKind.Forward),
            },
            ComposeIntent.Redirect => draft with { Kind = DraftKind.Redirect, Subject = message.Subject, Source = SourceOf(message, DraftKind.Forward) },
            _ => draft with
            {
                Subject = message.Subject, To = People(header, "To", message.To), Cc = People(header, "Cc", message.Cc), Bcc = People(header, "Bcc", message.Bcc),
                References = string.Join(' ', MessageIds.Parse(header.Find("References"))),
            },
        };
    }

    /// <summary>The identity to whose address the message came, as the header says; else the first.</summary>
    public static Identity IdentityFor(OpenedMessage message, IReadOnlyList<Identity> identities)
    {
        var seen = message.To.Concat(message.Cc).Select(person => person.Address)
            .Concat(message.Header.Addresses("Delivered-To").Mailboxes.Concat(message.Header.Addresses("X-Original-To").Mailboxes).Select(address => address.Address))
            .Concat(message.From.Select(person => person.Address));
        return seen.Select(address => identities.FirstOrDefault(identity => identity.Address.Equals(address, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(found => found is not null)
            ?? identities[0];
    }

    /// <summary>A subject without the "Re:", "AW:", "Fwd:", "Re[2]:" that earlier answers put before it.</summary>
    public static string Bare(string subject)
    {
        var bare = subject.Trim();
        for (var round = 0; round < 50 && Prefix().Match(bare) is { Success: true } match; round++) bare = bare[match.Length..].TrimStart();
        return bare;
    }

    private static List<Person> Receivers(ComposeIntent intent, OpenedMessage message, HashSet<string> own)
    {
        if (intent == ComposeIntent.ReplyList && ListAddress(message.Header) is { } list) return [list];
        var from = People(message.Header, "From", message.From);
        // An answer to what one wrote oneself goes on to those it went to.
        if (from.Count > 0 && from.All(person => own.Contains(person.Address))) return People(message.Header, "To", message.To);
        var replyTo = People(message.Header, "Reply-To", message.ReplyTo);
        return replyTo.Count > 0 ? replyTo : from;
    }

    private static List<Person> Others(OpenedMessage message, HashSet<string> own, List<Person> to)
    {
        var taken = to.Select(person => person.Address).Concat(own).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. People(message.Header, "To", message.To).Concat(People(message.Header, "Cc", message.Cc)).Where(person => taken.Add(person.Address))];
    }

    /// <summary>List-Post (RFC 2369 section 3.4).</summary>
    private static Person? ListAddress(HeaderBlock header) =>
        ListLinks.Parse(header.Find("List-Post")).FirstOrDefault(link => link.Scheme == Uri.UriSchemeMailto) is { } link && Mailto.Parse(link.OriginalString)?.To is [var first, ..] ? first : null;

    /// <summary>As the header has them: what the reading pane shows is made for eyes, not for sending.</summary>
    private static List<Person> People(HeaderBlock header, string field, IReadOnlyList<Correspondent> shown)
    {
        var written = header.Addresses(field).Mailboxes.Where(address => address.IsComplete).Select(DraftAddresses.PersonOf).ToList();
        return written.Count > 0 ? written : shown.Where(person => person.Address.Length > 0).Select(person => new Person(person.Name, person.Address)).ToList();
    }

    private static string Thread(HeaderBlock header)
    {
        const int Kept = 50; // a thread's root and its last answers are what programs look at
        IReadOnlyList<string> earlier = MessageIds.Parse(header.Find("References"));
        if (earlier.Count == 0) earlier = MessageIds.Parse(header.Find("In-Reply-To"));
        if (earlier.Count > Kept) earlier = [earlier[0], .. earlier.TakeLast(Kept - 1)];
        var own = MessageIds.Parse(header.Find("Message-ID")).Take(1).ToList();
        return string.Join(' ', earlier.Except(own, StringComparer.Ordinal).Concat(own));
    }

    private static DraftSource SourceOf(OpenedMessage message, DraftKind relation) =>
        new(relation, message.Reference.Folder.Value, message.Reference.Validity.Value, message.Reference.Uid.Value);

    // What programs of many languages write before the subject of an answer or a forwarded message.
    [GeneratedRegex(@"^(?:re|aw|antw|sv|vs|ref|rif|r|odp|ynt|vá|atb|enc|tr|fw|fwd|wg|rv|rm|doorst|vb|vl|pd|i|továbbítás|továbbítva|ответ|回复|答复|转发|返信|転送|回覆|轉寄)\s*(?:\[\d{1,3}\]|\(\d{1,3}\))?\s*[:：]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Prefix();
}
