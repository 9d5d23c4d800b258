using Webmail.Mail.Accounts;

namespace Webmail.Mail.Tracing;

/// <summary>Hands traces to administrators, and to nobody else; who read which is logged, and shown to its person.</summary>
public sealed class AccountTraces(Administrators administrators, WireTraces traces)
{
    /// <returns>Null for who is no administrator.</returns>
    public async Task<IReadOnlyList<TracedAccount>?> ListAsync(AccountIdentity reader, CancellationToken ct) => await administrators.IncludeAsync(reader, ct) ? traces.List() : null;

    /// <returns>Null for who is no administrator, and where nobody consented or not any more.</returns>
    public async Task<string?> ReadAsync(AccountIdentity reader, Guid accountId, CancellationToken ct) => await administrators.IncludeAsync(reader, ct) ? traces.Read(reader, accountId) : null;
}
