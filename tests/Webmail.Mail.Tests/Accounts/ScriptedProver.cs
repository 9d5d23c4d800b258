using Webmail.Mail.Accounts;

namespace Webmail.Mail.Tests.Accounts;

/// <summary>A mail server whose one password is "right", unless the test says otherwise.</summary>
internal sealed class ScriptedProver : IAccountProver
{
    private int _asked;

    public int Asked => _asked;

    public AccountLogin? Last { get; private set; }

    public Func<AccountLogin, Task<ProofOutcome>> Answer { get; set; } =
        login => Task.FromResult(login.Password.Reveal() == "right" ? ProofOutcome.Ok : ProofOutcome.WrongCredentials);

    public async Task<AccountProof> ProveAsync(AccountLogin login, CancellationToken ct)
    {
        Interlocked.Increment(ref _asked);
        Last = login;
        return new AccountProof(await Answer(login));
    }
}
