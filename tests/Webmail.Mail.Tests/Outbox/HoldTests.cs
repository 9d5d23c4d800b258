using Microsoft.EntityFrameworkCore;
using Webmail.Mail.Outbox;
using Webmail.Mail.Tests.Compose;
using Webmail.TestKit.Dovecot;
using Webmail.TestKit.Mta;
using Webmail.TestKit.Servers;
using Webmail.TestKit.Smtp;

namespace Webmail.Mail.Tests.Outbox;

/// <summary>Messages for later, handed to a server that may or may not hold them.</summary>
public sealed class HoldTests(RealServers servers)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static DateTimeOffset Tomorrow { get; } = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().AddDays(1).ToUnixTimeSeconds());

    private static async Task<OutboxEntry> PlanAsync(WritingFixture fixture)
    {
        var entry = await fixture.Get<IOutbox>().SendAsync(fixture.Account, fixture.NewDraft("marcus@tidewater.test"), new SendWishes(Tomorrow, HoldAtServer: true), Ct);
        Assert.True(entry.DueAt < TimeProvider.System.GetUtcNow().AddMinutes(1));
        await using var db = fixture.Database();
        await db.OutboxMessages.ExecuteUpdateAsync(set => set.SetProperty(m => m.DueAt, TimeProvider.System.GetUtcNow().AddSeconds(-1)), Ct);
        return entry;
    }

    [Fact]
    public async Task A_server_that_holds_messages_gets_it_at_once_with_its_time()
    {
        await using var sink = SmtpSink.Start();
        await using var fixture = await WritingFixture.CreateAsync(await servers.DovecotAsync(Ct), Ct, sinkPort: sink.Port);
        var entry = await PlanAsync(fixture);
        Assert.Null(await fixture.Get<OutboxRun>().GoOnAsync(entry.Id, Ct));
        Assert.Contains(sink.Commands, command => command.Contains($"HOLDUNTIL={Tomorrow:yyyy-MM-dd'T'HH:mm:ss'Z'}", StringComparison.Ordinal));
        Assert.Single(sink.Messages);
        Assert.Empty(await fixture.Get<IOutbox>().ListAsync(fixture.Who, Ct));
    }

    [Fact]
    public async Task A_server_that_does_not_gets_it_when_its_time_comes()
    {
        DovecotServer dovecot = await servers.DovecotAsync(Ct);
        await using MtaServer mta = await RealServers.OwnMtaAsync(new MtaOptions { LmtpPort = dovecot.Ports.Lmtp, Password = dovecot.Password }, Ct);
        await using var fixture = await WritingFixture.CreateAsync(dovecot, Ct, mta);
        var entry = await PlanAsync(fixture);
        Assert.Equal(Tomorrow, await fixture.Get<OutboxRun>().GoOnAsync(entry.Id, Ct));
        var waiting = Assert.Single(await fixture.Get<IOutbox>().ListAsync(fixture.Who, Ct));
        Assert.Equal((OutboxState.Queued, Tomorrow, ""), (waiting.State, waiting.DueAt, waiting.Reason));
    }
}
