using Webmail.Mail.Accounts;
using Webmail.Mail.Reading;
using Webmail.Mail.Remote;

namespace Webmail.Web.Tests.Fakes;

/// <summary>Answers as a test says, and keeps what was allowed.</summary>
internal sealed class FakeImageRules : IRemoteImageRules
{
    public RemoteImageChoice Choice { get; set; } = new(false, true, null);

    public List<string> Allowed { get; } = [];

    public ValueTask<RemoteImageChoice> DecideAsync(AccountIdentity who, OpenedMessage message, bool authenticates, CancellationToken ct) => new(Choice);

    public Task<IReadOnlyList<string>> ListAsync(AccountIdentity who, CancellationToken ct) => Task.FromResult<IReadOnlyList<string>>(Allowed);

    public Task AllowAsync(AccountIdentity who, string address, CancellationToken ct)
    {
        Allowed.Add(address);
        return Task.CompletedTask;
    }

    public Task ForgetAsync(AccountIdentity who, string address, CancellationToken ct)
    {
        Allowed.Remove(address);
        return Task.CompletedTask;
    }
}
