using Webmail.Mail.Accounts;
using Webmail.Mail.Reading;
using Webmail.Mail.Trust;

namespace Webmail.Web.Tests.Fakes;

/// <summary>Says of every sender what a test wants it to say.</summary>
internal sealed class FakeTrust : IMessageTrust
{
    public SenderTrust Says { get; set; } = new() { Verdict = TrustVerdict.Unchecked, FromDomain = "tidewater.test", CheckedBy = "", Checks = [], Warnings = [] };

    public SenderTrust Of(AccountIdentity reader, OpenedMessage message) => Says;
}

internal sealed class FakeUnsubscriber : IUnsubscriber
{
    public List<UnsubscribeWay> Left { get; } = [];

    public bool Accepts { get; set; } = true;

    public Task<bool> LeaveAsync(UnsubscribeWay way, CancellationToken ct)
    {
        Left.Add(way);
        return Task.FromResult(Accepts);
    }
}
