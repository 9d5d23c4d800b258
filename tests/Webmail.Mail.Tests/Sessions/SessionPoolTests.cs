using System.Diagnostics.Metrics;
using Webmail.Mail.Sessions;
using Webmail.Protocols.Imap;
using Webmail.TestKit;
using Webmail.TestKit.Dovecot;
using Webmail.TestKit.Servers;

namespace Webmail.Mail.Tests.Sessions;

/// <summary>Renting against a real Dovecot.</summary>
public sealed class SessionPoolTests(RealServers servers)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<AccountFixture> AccountAsync(SessionLimits? limits = null)
    {
        var dovecot = await servers.DovecotAsync(Ct);
        var fixture = new AccountFixture(dovecot, dovecot.NewUser(), limits);
        await fixture.DeliverAsync(1, Ct);
        return fixture;
    }

    [Fact]
    public async Task Shared_leases_of_a_folder_are_one_connection()
    {
        await using var fixture = await AccountAsync();
        await using var first = await fixture.Account.Pool.RentAsync(MailboxName.Inbox, LeaseUse.Shared, Ct);
        await using var second = await fixture.Account.Pool.RentAsync(MailboxName.Inbox, LeaseUse.Shared, Ct);

        Assert.Same(first.Connection, second.Connection);
        Assert.Equal(first.Validity, second.Validity);
    }

    [Fact]
    public async Task An_exclusive_lease_has_a_connection_of_its_own()
    {
        await using var fixture = await AccountAsync();
        await using var shared = await fixture.Account.Pool.RentAsync(MailboxName.Inbox, LeaseUse.Shared, Ct);
        await using var alone = await fixture.Account.Pool.RentAsync(MailboxName.Inbox, LeaseUse.Exclusive, Ct);

        Assert.NotSame(shared.Connection, alone.Connection);
    }

    [Fact]
    public async Task A_connection_that_came_back_is_rented_again()
    {
        await using var fixture = await AccountAsync();
        ImapConnection first;
        await using (var lease = await fixture.Account.Pool.RentAsync(MailboxName.Inbox, LeaseUse.Exclusive, Ct)) first = lease.Connection;
        await using var again = await fixture.Account.Pool.RentAsync(MailboxName.Inbox, LeaseUse.Exclusive, Ct);

        Assert.Same(first, again.Connection);
    }

    [Fact]
    public async Task Above_the_cap_a_renter_waits_for_one_to_come_back()
    {
        await using var fixture = await AccountAsync(new SessionLimits { WorkersPerAccount = 1 });
        var first = await fixture.Account.Pool.RentAsync(MailboxName.Inbox, LeaseUse.Exclusive, Ct);
        var waiting = fixture.Account.Pool.RentAsync(MailboxName.Inbox, LeaseUse.Exclusive, Ct);
        Assert.False(waiting.IsCompleted);

        await first.DisposeAsync();
        await using var second = await waiting;

        Assert.Same(first.Connection, second.Connection);
    }

    [Fact]
    public async Task A_renter_whom_nobody_makes_room_for_is_told_that_it_is_busy()
    {
        await using var fixture = await AccountAsync(new SessionLimits { WorkersPerAccount = 1, RentTimeout = TimeSpan.FromMilliseconds(50) });
        await using var taken = await fixture.Account.Pool.RentAsync(MailboxName.Inbox, LeaseUse.Exclusive, Ct);

        var refused = await Assert.ThrowsAsync<MailUnavailableException>(() => fixture.Account.Pool.RentAsync(MailboxName.Inbox, LeaseUse.Exclusive, Ct));

        Assert.Equal(MailFailure.TooBusy, refused.Failure);
    }

    [Fact]
    public async Task A_renter_that_gave_up_waiting_takes_nobodys_turn()
    {
        await using var fixture = await AccountAsync(new SessionLimits { WorkersPerAccount = 1 });
        var first = await fixture.Account.Pool.RentAsync(MailboxName.Inbox, LeaseUse.Exclusive, Ct);
        using var impatient = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var leaving = fixture.Account.Pool.RentAsync(MailboxName.Inbox, LeaseUse.Exclusive, impatient.Token);
        var staying = fixture.Account.Pool.RentAsync(MailboxName.Inbox, LeaseUse.Exclusive, Ct);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);

        await first.DisposeAsync();
        await using var lease = await staying;

        Assert.Same(first.Connection, lease.Connection);
    }

    [Fact]
    public async Task Idle_connections_are_logged_out()
    {
        await using var fixture = await AccountAsync();
        ImapConnection connection;
        await using (var lease = await fixture.Account.Pool.RentAsync(MailboxName.Inbox, LeaseUse.Shared, Ct)) connection = lease.Connection;

        await fixture.Account.Pool.CloseIdleAsync(TimeSpan.Zero);

        await connection.Closed.WaitAsync(Ct);
        Assert.Equal(0, fixture.Account.Connections.Open);
    }

    [Fact]
    public async Task The_open_connections_are_counted_up_and_down()
    {
        var open = 0L;
        using var listener = new MeterListener();
        var mine = new Lock();
        listener.SetMeasurementEventCallback<long>((_, change, _, _) =>
        {
            lock (mine) open += change;
        });
        await using (var fixture = await AccountAsync())
        {
            listener.InstrumentPublished = (instrument, meters) =>
            {
                if (instrument.Name == "webmail.sessions.open" && ReferenceEquals(instrument.Meter.Scope, fixture.Meters)) meters.EnableMeasurementEvents(instrument);
            };
            listener.Start();
            await using var first = await fixture.Account.Pool.RentAsync(MailboxName.Inbox, LeaseUse.Shared, Ct);
            await using var second = await fixture.Account.Pool.RentAsync(MailboxName.Inbox, LeaseUse.Exclusive, Ct);
            Assert.Equal(2, open);
        }

        await Eventually.TrueAsync(() => open == 0, "both closed", Ct);
    }

    [Fact]
    public async Task A_wrong_password_is_told_as_signed_out_and_not_tried_again()
    {
        await using var dovecot = await RealServers.OwnDovecotAsync(
            new DovecotOptions { Users = new Dictionary<string, string>(StringComparer.Ordinal) { ["noor@tidewater.test"] = "right" }, Password = "wrong" }, Ct);
        await using var fixture = new AccountFixture(dovecot, "noor@tidewater.test");

        var refused = await Assert.ThrowsAsync<MailUnavailableException>(async () => await fixture.InboxAsync(Ct));

        Assert.Equal(MailFailure.SignedOut, refused.Failure);
        Assert.Equal(LinkState.SignedOut, fixture.Account.Health.State);
    }

    [Fact]
    public async Task While_the_server_is_away_the_account_says_that_it_reconnects_and_then_that_it_is_back()
    {
        await using var dovecot = await RealServers.OwnDovecotAsync(new DovecotOptions(), Ct);
        await using var fixture = new AccountFixture(dovecot, dovecot.NewUser());
        await using var view = await fixture.InboxAsync(Ct);
        await view.GetWindowAsync(0, 1, Ct);

        await dovecot.KillAsync();
        await Eventually.TrueAsync(() => fixture.Account.Health is { State: LinkState.Reconnecting, NextAttempt: not null }, "reconnecting", Ct);
        await dovecot.StartAsync(Ct);
        fixture.Account.ReconnectNow();

        await Eventually.TrueAsync(() => fixture.Account.Health.State == LinkState.Online, "back", Ct);
        Assert.Equal(0, (await view.GetWindowAsync(0, 1, Ct)).Total);
    }
}
