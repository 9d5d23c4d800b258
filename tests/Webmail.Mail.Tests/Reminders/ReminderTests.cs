using System.Text;
using Microsoft.EntityFrameworkCore;
using Webmail.Mail.Accounts;
using Webmail.Mail.Outbox;
using Webmail.Mail.Reminders;
using Webmail.Mail.Tests.Compose;
using Webmail.TestKit.Dovecot;
using Webmail.TestKit.Mta;
using Webmail.TestKit.Servers;

namespace Webmail.Mail.Tests.Reminders;

public sealed class ReminderTests(RealServers servers) : IAsyncLifetime
{
    private MtaServer _mta = null!;
    private DovecotServer _dovecot = null!;
    private WritingFixture _fixture = null!;
    private string _other = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private IReminders Reminders => _fixture.Get<IReminders>();

    public async ValueTask InitializeAsync()
    {
        _dovecot = await servers.DovecotAsync(Ct);
        _mta = await RealServers.OwnMtaAsync(new MtaOptions { LmtpPort = _dovecot.Ports.Lmtp, Password = _dovecot.Password }, Ct);
        _fixture = await WritingFixture.CreateAsync(_dovecot, Ct, _mta);
        _other = _dovecot.NewUser("marcus");
    }

    public async ValueTask DisposeAsync()
    {
        if (_fixture is not null) await _fixture.DisposeAsync();
        if (_mta is not null) await _mta.DisposeAsync();
    }

    /// <summary>A message that is sent and filed, whose reminder is due now.</summary>
    private async Task<(Guid Reminder, string MessageId)> SentAsync()
    {
        var entry = await _fixture.Get<IOutbox>().SendAsync(_fixture.Account, _fixture.NewDraft(_other, "Berth"), new SendWishes(RemindAt: Now.AddDays(3)), Ct);
        await _fixture.Get<OutboxRun>().GoOnAsync(entry.Id, Ct);
        var reminder = Assert.Single(_fixture.Plans.Reminders).Reminder;
        await using var db = _fixture.Database();
        await db.AnswerReminders.ExecuteUpdateAsync(set => set.SetProperty(r => r.DueAt, Now.AddMinutes(-1)), Ct);
        return (reminder, (await db.AnswerReminders.AsNoTracking().SingleAsync(Ct)).MessageId);
    }

    private Task<DateTimeOffset?> LookAsync(Guid reminder) => _fixture.Get<ReminderJob>().LookAsync(reminder, Ct);

    private Task DeliverAsync(string fields) => _dovecot.DeliverAsync(_fixture.User, Encoding.ASCII.GetBytes($"To: {_fixture.User}\r\nSubject: Re: Berth\r\n{fields}\r\n\r\nYes.\r\n"), Ct);

    [Fact]
    public async Task A_message_that_nobody_answers_is_shown_and_gets_a_star()
    {
        var (reminder, _) = await SentAsync();
        Assert.Null(await LookAsync(reminder));
        var shown = Assert.Single(await Reminders.ListAsync(_fixture.Who, Ct));
        Assert.Equal(("Berth", ReminderState.Unanswered, _other), (shown.Subject, shown.State, shown.To[0].Address));
        var sent = await Reminders.SentAsync(_fixture.Account, reminder, Ct);
        Assert.Contains(Webmail.Protocols.Imap.Flag.Flagged, (await _fixture.Account.Reader.OpenAsync(sent!.Value.Folder, sent.Value.Uid, Ct)).Flags);
    }

    [Theory]
    [InlineData("In-Reply-To")]
    [InlineData("References")]
    public async Task An_answer_ends_it_without_a_word(string field)
    {
        var (reminder, id) = await SentAsync();
        await DeliverAsync($"From: {_other}\r\n{field}: <{id}>");
        await LookAsync(reminder);
        Assert.Empty(await Reminders.ListAsync(_fixture.Who, Ct));
    }

    [Theory]
    [InlineData("Auto-Submitted: auto-replied\r\nFrom: {other}")]
    [InlineData("From: {own}")]
    public async Task What_a_machine_or_the_writer_says_is_no_answer(string fields)
    {
        var (reminder, id) = await SentAsync();
        await DeliverAsync(fields.Replace("{other}", _other, StringComparison.Ordinal).Replace("{own}", _fixture.User, StringComparison.Ordinal) + $"\r\nIn-Reply-To: <{id}>");
        await LookAsync(reminder);
        Assert.Equal(ReminderState.Unanswered, Assert.Single(await Reminders.ListAsync(_fixture.Who, Ct)).State);
    }

    [Fact]
    public async Task While_nobody_is_signed_in_it_waits_and_says_so_and_is_looked_at_after_the_sign_in()
    {
        var (reminder, _) = await SentAsync();
        await _fixture.Get<IAccountSessions>().CloseSessionAsync(_fixture.Who.SessionId);
        Assert.Null(await LookAsync(reminder));
        Assert.Equal(ReminderState.SignedOut, Assert.Single(await Reminders.ListAsync(_fixture.Who, Ct)).State);
        _fixture.Plans.Reminders.Clear();
        await _fixture.SignInAsync(Ct);
        await Reminders.WakeAsync(_fixture.Who, Ct);
        Assert.Equal(reminder, Assert.Single(_fixture.Plans.Reminders).Reminder);
        await LookAsync(reminder);
        Assert.Equal(ReminderState.Unanswered, Assert.Single(await Reminders.ListAsync(_fixture.Who, Ct)).State);
    }

    [Fact]
    public async Task It_can_be_put_off_and_called_off_by_its_owner_alone()
    {
        var (reminder, _) = await SentAsync();
        await LookAsync(reminder);
        var stranger = _fixture.Who with { AccountId = Guid.NewGuid() };
        await Reminders.DropAsync(stranger, reminder, Ct);
        await Reminders.AgainAsync(stranger, reminder, Now.AddDays(1), Ct);
        Assert.Equal(ReminderState.Unanswered, Assert.Single(await Reminders.ListAsync(_fixture.Who, Ct)).State);
        await Reminders.AgainAsync(_fixture.Who, reminder, Now.AddDays(1), Ct);
        Assert.Equal(ReminderState.Waiting, Assert.Single(await Reminders.ListAsync(_fixture.Who, Ct)).State);
        Assert.NotNull(await LookAsync(reminder));
        await Reminders.DropAsync(_fixture.Who, reminder, Ct);
        Assert.Null(await LookAsync(reminder));
        Assert.Empty(await Reminders.ListAsync(_fixture.Who, Ct));
    }

    [Fact]
    public async Task What_is_taken_back_is_not_waited_for()
    {
        var entry = await _fixture.Get<IOutbox>().SendAsync(_fixture.Account, _fixture.NewDraft(_other), new SendWishes(Undo: TimeSpan.FromSeconds(30), RemindAt: Now.AddDays(3)), Ct);
        await _fixture.Get<IOutbox>().CancelAsync(_fixture.Who, entry.Id, Ct);
        Assert.Empty(await Reminders.ListAsync(_fixture.Who, Ct));
    }
}
