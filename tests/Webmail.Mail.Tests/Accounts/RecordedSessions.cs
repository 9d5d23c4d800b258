using System.Collections.Concurrent;
using Webmail.Mail.Accounts;
using Webmail.Mail.Sessions;

namespace Webmail.Mail.Tests.Accounts;

/// <summary>Remembers what was opened, with a copy of the password as the real one has.</summary>
internal sealed class RecordedSessions : IAccountSessions
{
    public ConcurrentDictionary<Guid, (AccountIdentity Identity, string Password)> Open { get; } = new();

    public ValueTask OpenAsync(AccountIdentity identity, AccountLogin login, CancellationToken ct)
    {
        Open[identity.SessionId] = (identity, login.Password.Reveal());
        return ValueTask.CompletedTask;
    }

    public IMailAccount? Find(Guid sessionId) => null;

    public bool IsOpen(Guid sessionId) => Open.ContainsKey(sessionId);

    public ValueTask CloseSessionAsync(Guid sessionId)
    {
        Open.TryRemove(sessionId, out _);
        return ValueTask.CompletedTask;
    }
}
