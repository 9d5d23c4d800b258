using System.Text;
using Webmail.Mime.Headers;

namespace Webmail.Mime.Writing;

/// <summary>A message disposition notification (RFC 8098): the answer to Disposition-Notification-To, sent only when its reader says so.</summary>
public static class ReadReceipt
{
    /// <summary>The body of the notification: multipart/report with an explanation, the machine-readable part and the header of the original.</summary>
    /// <param name="reader">Whose mailbox the message was read in.</param>
    /// <param name="explanation">A sentence for people.</param>
    /// <param name="original">The header of the message that was read.</param>
    /// <param name="reportingAgent">For example <c>mail.example.org; Webmail</c>.</param>
    public static OutgoingEntity Body(MailAddress reader, string explanation, HeaderBlock original, HeaderValue reportingAgent)
    {
        ArgumentNullException.ThrowIfNull(original);
        var spec = AddressForms.Spec(reader, utf8: false);
        var report = new StringBuilder("Content-Type: message/disposition-notification\r\nContent-Transfer-Encoding: 7bit\r\n\r\n");
        Line("Reporting-UA", reportingAgent.Text);
        if (original.Text("Original-Recipient") is { Length: > 0 } recipient) Line("Original-Recipient", recipient);
        Line("Final-Recipient", $"rfc822;{spec}");
        if (MessageIds.Parse(original.Find("Message-ID")) is [var id, ..]) Line("Original-Message-ID", $"<{id}>");
        Line("Disposition", "manual-action/MDN-sent-manually; displayed");
        return new OutgoingMultipart("report",
            [new OutgoingText("plain", explanation), new OutgoingRaw(Encoding.ASCII.GetBytes(report.ToString())), new OutgoingRaw(HeadersOf(original))])
        {
            Parameters = [new("report-type", "disposition-notification")],
        };

        // What came from the original is theirs: one line, printable ASCII.
        void Line(string name, string value) =>
            report.Append(name).Append(": ").Append(string.Concat(value.Take(800).Select(c => c is >= ' ' and <= '~' ? c : '?'))).Append("\r\n");
    }

    private static byte[] HeadersOf(HeaderBlock original)
    {
        var encoding = Ascii.IsValid(original.Raw.Span) ? "7bit" : "8bit";
        byte[] head = Encoding.ASCII.GetBytes($"Content-Type: text/rfc822-headers\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n");
        return [.. head, .. original.Raw.Span];
    }
}
