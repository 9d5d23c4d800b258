using Webmail.Mail.Compose;
using Webmail.Mail.Outbox;

namespace Webmail.Web.Endpoints.Compose;

/// <summary>Asks for a composer's beginning.</summary>
internal sealed record OpenBody(
    ComposeIntent Kind, string? Folder = null, uint Validity = 0, uint Uid = 0, string? Selection = null, string? Mailto = null, DraftFormat? Format = null);

internal sealed record IdentityBody(Guid Id, string Name, string Address, string SignatureHtml, string SignatureText, string ReplyTo, string Bcc, bool IsDefault);

internal sealed record LimitsBody(long? Message, int Recipients, long Files);

internal sealed record OpenedBody(Draft Draft, IEnumerable<IdentityBody> Identities, LimitsBody Limits, int UndoSeconds, IReadOnlyList<string> OwnDomains, string Zone, IReadOnlyList<string> Can,
    IReadOnlyList<string> AttachmentWords, QuotePlace Quote, int AskAbove);

internal sealed record SavedBody(int Revision, DateTimeOffset SavedAt);

internal sealed record NewFileBody(string Name, string Type, long Size, bool Inline = false);

/// <param name="Chunk">Octets that every way to us takes in one request.</param>
/// <param name="Most">Octets that one request may carry.</param>
internal sealed record FileBody(Guid Id, int Chunk, int Most, long Received, long Size, string Name, string Type);

internal sealed record FromMailBody(string Folder, uint Validity, uint Uid, string? Section = null);

internal sealed record ReceivedBody(long Received, long? Size = null);

internal sealed record ProblemBody(string Problem, string Message, string? Server, string? Field, string? Address, Draft? Draft = null);

/// <param name="RemindDays">Days after sending; <paramref name="RemindAt"/> names a point in time instead.</param>
internal sealed record SendBody(Draft Draft, DateTimeOffset? At = null, int UndoSeconds = 10, bool Archive = false, int? RemindDays = null, DateTimeOffset? RemindAt = null);

internal sealed record SentBody(Guid Outbox, DateTimeOffset DueAt);

internal sealed record CanceledBody(Draft Draft);

internal sealed record OutboxBody(
    Guid Id, Guid Draft, string Subject, IReadOnlyList<Person> To, OutboxState State, DateTimeOffset DueAt, string? Reason, string? Server, IReadOnlyList<string> Refused);
