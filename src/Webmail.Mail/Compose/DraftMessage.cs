using System.Globalization;
using Webmail.Html.TextConversion;
using Webmail.Mime.Headers;
using Webmail.Mime.Writing;

namespace Webmail.Mail.Compose;

/// <summary>Makes the message out of a draft.</summary>
internal static class DraftMessage
{
    /// <summary>For the Drafts folder: half-written addresses are kept aside, nothing is refused that can be mended later.</summary>
    public static OutgoingMessage ForStorage(Draft draft, Identity identity, DateTimeOffset now, DraftParts parts)
    {
        var message = Build(draft, identity, now, parts, [.. draft.Files.Where(file => file.Received == file.Size)]);
        return message with
        {
            To = DraftAddresses.ReadWhatFits(draft.To), Cc = DraftAddresses.ReadWhatFits(draft.Cc), Bcc = DraftAddresses.ReadWhatFits(draft.Bcc),
            ReplyTo = DraftAddresses.ReadWhatFits(draft.ReplyTo), Fields = [.. message.Fields, .. DraftState.Fields(draft)],
        };
    }

    /// <summary>For sending: everything has to be right.</summary>
    /// <exception cref="ComposeException">With the field to mend.</exception>
    public static OutgoingMessage ForSending(Draft draft, Identity identity, DateTimeOffset now, DraftParts parts)
    {
        if (draft.Files.FirstOrDefault(file => file.Received != file.Size) is { } incomplete) throw new ComposeException(ComposeProblem.FileIncomplete, "attachments", incomplete.Name);
        var bcc = DraftAddresses.Read(draft.Bcc, "bcc").ToList();
        if (identity.Bcc.Length > 0 && DraftAddresses.Of(new Person("", identity.Bcc)) is { } copy) bcc.Add(copy);
        var message = Build(draft, identity, now, parts, draft.Files) with
        {
            To = DraftAddresses.Read(draft.To, "to"), Cc = DraftAddresses.Read(draft.Cc, "cc"), Bcc = bcc,
        };
        var receivers = message.To.Count + message.Cc.Count + draft.Bcc.Count;
        if (receivers == 0) throw new ComposeException(ComposeProblem.NoRecipient, "to");
        if (receivers > ComposeLimits.MaxRecipients) throw new ComposeException(ComposeProblem.TooManyRecipients, "to");
        return message;
    }

    /// <summary>The same for all saves of a draft and for the message that is sent: whoever sees two of them knows that they are one.</summary>
    public static MessageId IdOf(Draft draft, MailAddress from) => new($"{draft.Id:N}@{Host(from)}");

    private static OutgoingMessage Build(Draft draft, Identity identity, DateTimeOffset now, DraftParts parts, IReadOnlyList<DraftFile> files)
    {
        if (draft.Html.Length > ComposeLimits.MaxTextChars || draft.Text.Length > ComposeLimits.MaxTextChars) throw new ComposeException(ComposeProblem.TextTooLong);
        var from = DraftAddresses.Of(new Person(identity.Name, identity.Address)) ?? throw new ComposeException(ComposeProblem.BadAddress, "identity", identity.Address);
        var references = MessageId.Valid((draft.References ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).TakeLast(MessageIds.MaxIds));
        var replyTo = DraftAddresses.ReadWhatFits(draft.ReplyTo);
        if (replyTo.Count == 0 && identity.ReplyTo.Length > 0) replyTo = DraftAddresses.ReadWhatFits([new Person("", identity.ReplyTo)]);
        return new OutgoingMessage
        {
            From = from, Date = now, MessageId = IdOf(draft, from), ReplyTo = replyTo,
            Subject = HeaderValue.Clean(draft.Subject[..Math.Min(draft.Subject.Length, ComposeLimits.MaxSubjectChars)]),
            InReplyTo = draft.Kind == DraftKind.Reply && references.Count > 0 ? references[^1] : null,
            References = references, Fields = [.. Wishes(draft.Options, from)],
            Body = Body(draft, from, parts, files),
        };
    }

    private static OutgoingEntity Body(Draft draft, MailAddress from, DraftParts parts, IReadOnlyList<DraftFile> files)
    {
        if (draft.Format == DraftFormat.Plain)
            return new OutgoingBody { PlainText = draft.Text, Attachments = [.. files.Select(file => parts.Make(file, null))] }.Build();
        var shown = new HashSet<Guid>();
        var html = EditorHtml.ForMessage(draft.Html, id => files.Any(file => file.Id == id) && shown.Add(id) | true ? ContentId(id, from).Text : null)
            ?? throw new ComposeException(ComposeProblem.TextTooLong);
        return new OutgoingBody
        {
            PlainText = HtmlToText.Convert(html, new HtmlToTextOptions { ShowLinkTargets = true, MaxChars = ComposeLimits.MaxTextChars }),
            Html = $"<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head><body>{html}</body></html>\n",
            InlineParts = [.. files.Where(file => shown.Contains(file.Id)).Select(file => parts.Make(file, ContentId(file.Id, from)))],
            Attachments = [.. files.Where(file => !shown.Contains(file.Id) && !file.Inline).Select(file => parts.Make(file, null))],
        }.Build();
    }

    private static MessageId ContentId(Guid file, MailAddress from) => new($"{file:N}@{Host(from)}");

    private static IEnumerable<KeyValuePair<HeaderName, HeaderValue>> Wishes(DraftOptions options, MailAddress from)
    {
        if (options.Priority != DraftPriority.Normal)
        {
            var high = options.Priority == DraftPriority.High;
            yield return new(new HeaderName("X-Priority"), new HeaderValue(high ? "1" : "5"));
            yield return new(new HeaderName("Importance"), new HeaderValue(high ? "high" : "low"));
        }

        if (options.Receipt) yield return new(new HeaderName("Disposition-Notification-To"), new HeaderValue(AddressForms.Spec(from, utf8: false)));
    }

    private static string Host(MailAddress from)
    {
        try
        {
            return new IdnMapping { AllowUnassigned = true }.GetAscii(from.Domain.Trim('[', ']')).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return "mail.invalid";
        }
    }
}
