using System.Globalization;
using System.Text;
using Webmail.Protocols.Imap;

namespace Webmail.Protocols.Tests.Imap.Shapes;

/// <summary>A row in one line, so that a test can say what must be in it.</summary>
internal static class RowText
{
    /// <summary>"subject | from | to | media types"; a long subject as its beginning and its length.</summary>
    public static string Of(FetchRow row)
    {
        var subject = Encoding.UTF8.GetString((row.Envelope?.Subject).GetValueOrDefault().Span);
        if (subject.Length > 60) subject = string.Create(CultureInfo.InvariantCulture, $"{subject[..10]}... ({subject.Length})");
        return $"{subject} | {People(row.Envelope?.From)} | {People(row.Envelope?.To)} | {(row.BodyStructure is { } body ? Body(body) : "none")}";
    }

    private static string People(IReadOnlyList<EnvelopeAddress>? list) =>
        string.Join(", ", (list ?? []).Select(one => Encoding.UTF8.GetString(one.Mailbox.Span) + "@" + Encoding.UTF8.GetString(one.Host.Span)));

    private static string Body(BodyStructure body) => body switch
    {
        MultipartStructure parts => $"{body.MediaSubtype}({string.Join(' ', parts.Parts.Select(Body))})",
        SinglePartStructure { EmbeddedBody: { } embedded } => $"message[{Body(embedded)}]",
        _ => body.MediaType + "/" + body.MediaSubtype,
    };
}
