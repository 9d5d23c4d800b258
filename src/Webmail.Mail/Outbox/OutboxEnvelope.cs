using System.Text.Json;
using Webmail.Mail.Compose;

namespace Webmail.Mail.Outbox;

/// <summary>What the outbox keeps of a message beside its bytes.</summary>
/// <param name="Recipients">Of the envelope, hidden ones too.</param>
/// <param name="Draft">To go on writing when it is taken back or refused.</param>
/// <param name="Refused">Addresses that the server refused.</param>
/// <param name="Places">Stretches of the message that the mail server has already.</param>
/// <param name="RemindAt">When the person wants to know that nobody answered.</param>
/// <param name="HoldUntil">The server is to hold the message until then (RFC 4865), where it can.</param>
internal sealed record OutboxEnvelope(
    string Sender, IReadOnlyList<Person> Recipients, Draft Draft, string SentFolder, bool HasUtf8Headers, bool IsEightBit, IReadOnlyList<string> Refused, bool Archive = false,
    IReadOnlyList<PlacedStretch>? Places = null, DateTimeOffset? RemindAt = null, DateTimeOffset? HoldUntil = null)
{
    public string ToJson() => JsonSerializer.Serialize(this);

    public static OutboxEnvelope Parse(string json) =>
        JsonSerializer.Deserialize<OutboxEnvelope>(json) ?? throw new InvalidOperationException("An outbox row has no envelope.");
}
