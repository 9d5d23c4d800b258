namespace Webmail.Mime.Writing;

/// <summary>
/// The usual structure of a mail: <c>mixed( alternative( plain, related( html, images ), calendar ), attachments )</c>, every level only where it
/// has more than one part.
/// </summary>
public sealed record OutgoingBody
{
    public string? PlainText { get; init; }

    /// <summary>Write the plain text as format=flowed. Default: yes.</summary>
    public bool Flowed { get; init; } = true;

    public string? Html { get; init; }

    /// <summary>What the HTML shows; each needs a Content-ID.</summary>
    public IReadOnlyList<OutgoingAttachment> InlineParts { get; init; } = [];

    /// <summary>An invitation or its answer (RFC 6047): the text of the calendar object.</summary>
    public string? Calendar { get; init; }

    /// <summary>The method of the calendar object: REQUEST, REPLY, CANCEL, …</summary>
    public string CalendarMethod { get; init; } = "REQUEST";

    /// <summary>Attachments, forwarded messages, keys, in this order.</summary>
    public IReadOnlyList<OutgoingEntity> Attachments { get; init; } = [];

    /// <summary>The entity for <see cref="OutgoingMessage.Body"/>. Without any content it is an empty text.</summary>
    public OutgoingEntity Build()
    {
        var alternatives = new List<OutgoingEntity>();
        if (PlainText is not null || (Html is null && Calendar is null)) alternatives.Add(new OutgoingText("plain", PlainText ?? "") { Flowed = Flowed });
        if (Html is not null) alternatives.Add(Related(new OutgoingText("html", Html)));
        if (Calendar is not null) alternatives.Add(new OutgoingText("calendar", Calendar) { Parameters = [new("method", CalendarMethod)] });
        var text = alternatives.Count == 1 ? alternatives[0] : new OutgoingMultipart("alternative", alternatives);
        return Attachments.Count == 0 ? text : new OutgoingMultipart("mixed", [text, .. Attachments]);
    }

    private OutgoingEntity Related(OutgoingText html) =>
        InlineParts.Count == 0 ? html : new OutgoingMultipart("related", [html, .. InlineParts]) { Parameters = [new("type", "text/html")] };
}
