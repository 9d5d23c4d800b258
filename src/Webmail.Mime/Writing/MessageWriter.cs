namespace Webmail.Mime.Writing;

/// <summary>
/// Writes messages. Every line ends in CRLF, no bare CR or LF leaves; headers are folded; bodies stream. Two entrances, so that nobody can
/// send a Bcc by a forgotten flag.
/// </summary>
public static class MessageWriter
{
    private static readonly HashSet<string> Own = new(StringComparer.OrdinalIgnoreCase)
    {
        "From", "Sender", "Reply-To", "To", "Cc", "Bcc", "Resent-Bcc", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "MIME-Version",
        "Content-Type", "Content-Transfer-Encoding", "Content-Disposition", "Content-ID",
    };

    /// <summary>For the wire: without Bcc.</summary>
    /// <exception cref="FormatException">An address that cannot be written as asked, or a field that the message writes itself.</exception>
    public static Task WriteForSendingAsync(OutgoingMessage message, Stream output, WriteOptions options, CancellationToken ct) =>
        WriteAsync(message, output, options, withBcc: false, ct);

    /// <summary>For the Drafts folder: with Bcc.</summary>
    /// <exception cref="FormatException">As for sending.</exception>
    public static Task WriteForStorageAsync(OutgoingMessage message, Stream output, WriteOptions options, CancellationToken ct) =>
        WriteAsync(message, output, options, withBcc: true, ct);

    private static async Task WriteAsync(OutgoingMessage message, Stream output, WriteOptions options, bool withBcc, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(options);
        var writer = new EntityWriter(output, options);
        var header = writer.NewHeader();
        header.Structured("Date", Headers.MailDate.Format(message.Date));
        header.Addresses("From", [message.From]);
        if (message.Sender is not null) header.Addresses("Sender", [message.Sender]);
        header.Addresses("Reply-To", message.ReplyTo);
        header.Addresses("To", message.To);
        header.Addresses("Cc", message.Cc);
        if (withBcc) header.Addresses("Bcc", message.Bcc);
        header.Field("Subject", message.Subject);
        header.Identifiers("Message-ID", [message.MessageId]);
        if (message.InReplyTo is { } answered) header.Identifiers("In-Reply-To", [answered]);
        header.Identifiers("References", message.References);
        foreach (var (name, value) in message.Fields)
        {
            if (Own.Contains(name.Text)) throw new FormatException($"The field {name.Text} has a property of its own.");
            header.Field(name.Text, value);
        }

        header.Structured("MIME-Version", "1.0");
        await writer.WriteHeaderAsync(header, ct);
        await message.Body.WriteAsync(writer, ct);
        if (!writer.AtLineStart) await writer.LineAsync("", ct);
        await output.FlushAsync(ct);
    }
}
