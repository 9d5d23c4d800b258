using Microsoft.EntityFrameworkCore;
using Webmail.Mail.Accounts;
using Webmail.Mail.Compose;
using Webmail.Mail.Messages;
using Webmail.Mail.Outbox;
using Webmail.Mail.Tests.Compose;
using Webmail.Protocols.Imap;
using Webmail.TestKit;
using Webmail.TestKit.Dovecot;
using Webmail.TestKit.Mta;
using Webmail.TestKit.Servers;

namespace Webmail.Mail.Tests.Outbox;

public sealed class OutboxTests(RealServers servers) : IAsyncLifetime
{
    private MtaServer _mta = null!;
    private DovecotServer _dovecot = null!;
    private WritingFixture _fixture = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IOutbox Box => _fixture.Get<IOutbox>();

    public async ValueTask InitializeAsync()
    {
        _dovecot = await servers.DovecotAsync(Ct);
        _mta = await RealServers.OwnMtaAsync(new MtaOptions { LmtpPort = _dovecot.Ports.Lmtp, Password = _dovecot.Password }, Ct);
        _fixture = await WritingFixture.CreateAsync(_dovecot, Ct, _mta);
    }

    public async ValueTask DisposeAsync()
    {
        if (_fixture is not null) await _fixture.DisposeAsync();
        if (_mta is not null) await _mta.DisposeAsync();
    }

    private Task<OutboxEntry> SendAsync(Draft draft, SendWishes? wishes = null) => Box.SendAsync(_fixture.Account, draft, wishes ?? new SendWishes(), Ct);

    private Task<DateTimeOffset?> RunAsync(Guid entry) => _fixture.Get<OutboxRun>().GoOnAsync(entry, Ct);

    private async Task<OutboxEntry> OnlyAsync() => Assert.Single(await Box.ListAsync(_fixture.Who, Ct));

    private Task ArrivesAsync(string user, string words, int times = 1) => Eventually.TrueAsync(
        () => _fixture.Mails(user, "INBOX").Count(mail => mail.Contains(words, StringComparison.Ordinal)) == times, $"{words} arrives {times} times", Ct);

    private async Task SetAsync(Guid entry, OutboxState state, string reason)
    {
        await using var db = _fixture.Database();
        await db.OutboxMessages.Where(m => m.Id == entry).ExecuteUpdateAsync(set => set.SetProperty(m => m.State, state.ToString()).SetProperty(m => m.Reason, reason), Ct);
    }

    [Fact]
    public async Task What_is_sent_arrives_is_filed_once_and_is_no_draft_any_more()
    {
        var to = _dovecot.NewUser("marcus");
        var draft = _fixture.NewDraft(to, "Harbour") with { Bcc = [new Person("", _fixture.User)] };
        await _fixture.Get<IComposer>().SaveAsync(_fixture.Account, draft, force: false, Ct);
        var entry = await SendAsync(draft);
        Assert.Null(await RunAsync(entry.Id));
        await ArrivesAsync(to, "Subject: Harbour");
        await ArrivesAsync(_fixture.User, "Subject: Harbour");
        Assert.DoesNotContain(_fixture.Mails(to, "INBOX"), mail => mail.Contains("\nBcc:", StringComparison.OrdinalIgnoreCase));
        Assert.Single(_fixture.Mails(_fixture.User, "Sent"));
        Assert.Empty(_fixture.Mails(_fixture.User, "Drafts"));
        Assert.Empty(await Box.ListAsync(_fixture.Who, Ct));
        Assert.Contains(await _fixture.Get<IPeople>().SuggestAsync(_fixture.Who, "marcus", 8, Ct), hit => hit.Address == to);
        await using var db = _fixture.Database();
        Assert.Equal(0, await db.StoredChunks.CountAsync(Ct));
    }

    [Fact]
    public async Task What_was_answered_is_marked_and_archived_when_asked_for()
    {
        await _dovecot.DeliverAsync(_fixture.User, Sessions.AccountFixture.Message("A question"), Ct);
        await using var inbox = await _fixture.Account.OpenFolderAsync(MailboxName.Inbox, ListOrder.NewestFirst, Ct);
        var question = (await inbox.GetWindowAsync(0, 1, Ct)).Rows[0];
        var opened = await _fixture.Account.Reader.OpenAsync(MailboxName.Inbox, question.Uid, Ct);
        var source = new DraftSource(DraftKind.Reply, "INBOX", opened.Reference.Validity.Value, question.Uid.Value);
        var entry = await SendAsync(_fixture.NewDraft(_dovecot.NewUser("marcus")) with { Kind = DraftKind.Reply, Source = source }, new SendWishes(Archive: true));
        Assert.Null(await RunAsync(entry.Id));
        Assert.Single(_fixture.Mails(_fixture.User, "Archive"));
        await using var archive = await _fixture.Account.OpenFolderAsync(MailboxName.Create("Archive"), ListOrder.NewestFirst, Ct);
        Assert.Contains(Flag.Answered, (await archive.GetWindowAsync(0, 1, Ct)).Rows[0].Flags);
    }

    [Fact]
    public async Task A_second_click_sends_nothing_twice()
    {
        var draft = _fixture.NewDraft(_dovecot.NewUser("marcus"));
        var first = await SendAsync(draft);
        Assert.Equal(first.Id, (await SendAsync(draft)).Id);
        await OnlyAsync();
    }

    [Fact]
    public async Task Taken_back_in_time_nothing_goes_and_the_draft_comes_back()
    {
        var to = _dovecot.NewUser("marcus");
        var draft = _fixture.NewDraft(to, "Too early");
        var entry = await SendAsync(draft, new SendWishes(Undo: TimeSpan.FromSeconds(10)));
        Assert.InRange(Assert.Single(_fixture.Plans.Planned).At - TimeProvider.System.GetUtcNow(), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(11));
        Assert.Equal("Too early", (await Box.CancelAsync(_fixture.Who, entry.Id, Ct)).Subject);
        Assert.Null(await RunAsync(entry.Id));
        Assert.Empty(_fixture.Mails(to, "INBOX"));
        Assert.Equal(ComposeProblem.AlreadySent, (await Assert.ThrowsAsync<ComposeException>(() => Box.CancelAsync(_fixture.Who, entry.Id, Ct))).Problem);
    }

    [Fact]
    public async Task Nothing_goes_before_its_time()
    {
        // Databases keep milliseconds.
        var at = DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().AddHours(3).ToUnixTimeMilliseconds());
        var entry = await SendAsync(_fixture.NewDraft(_dovecot.NewUser("marcus")), new SendWishes(at));
        Assert.Equal(at, await RunAsync(entry.Id));
        Assert.Equal(OutboxState.Queued, (await OnlyAsync()).State);
    }

    [Fact]
    public async Task What_was_planned_goes_when_its_writer_is_away_and_what_was_not_waits_for_them()
    {
        var to = _dovecot.NewUser("marcus");
        var planned = await SendAsync(_fixture.NewDraft(to, "Planned"), new SendWishes(TimeProvider.System.GetUtcNow().AddMinutes(1)));
        var usual = await SendAsync(_fixture.NewDraft(to, "Usual"));
        await _fixture.Get<IAccountSessions>().CloseSessionAsync(_fixture.Who.SessionId);
        await using (var db = _fixture.Database())
        {
            var past = TimeProvider.System.GetUtcNow().AddMinutes(-1);
            await db.OutboxMessages.Where(m => m.Id == planned.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.DueAt, past), Ct);
            var login = (await db.OutboxMessages.SingleAsync(m => m.Id == planned.Id, Ct)).SealedLogin!;
            Assert.False(login.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(_dovecot.Password)) >= 0);
        }

        Assert.NotNull(await RunAsync(usual.Id));
        Assert.Null(await RunAsync(planned.Id));
        await ArrivesAsync(to, "Subject: Planned");
        Assert.Equal((usual.Id, OutboxState.Waiting), ((await OnlyAsync()).Id, (await OnlyAsync()).State));
        await _fixture.SignInAsync(Ct);
        await Box.WakeAsync(_fixture.Who, Ct);
        Assert.Null(await RunAsync(usual.Id));
        await ArrivesAsync(to, "Subject: Usual");
    }

    [Fact]
    public async Task Ended_before_the_end_of_the_message_it_is_sent_again()
    {
        var to = _dovecot.NewUser("marcus");
        var entry = await SendAsync(_fixture.NewDraft(to, "Again"));
        await SetAsync(entry.Id, OutboxState.Sending, "");
        Assert.Null(await RunAsync(entry.Id));
        await ArrivesAsync(to, "Subject: Again");
    }

    [Fact]
    public async Task Ended_after_it_nobody_knows_and_the_writer_is_asked()
    {
        var to = _dovecot.NewUser("marcus");
        var entry = await SendAsync(_fixture.NewDraft(to, "Perhaps"));
        await SetAsync(entry.Id, OutboxState.Sending, OutboxRun.Committing);
        Assert.Null(await RunAsync(entry.Id));
        Assert.Equal((OutboxState.Unknown, "Interrupted"), ((await OnlyAsync()).State, (await OnlyAsync()).Reason));
        Assert.Null(await RunAsync(entry.Id)); // not again unasked
        Assert.Empty(_fixture.Mails(to, "INBOX"));
        await Box.ConfirmSentAsync(_fixture.Who, entry.Id, Ct);
        Assert.Null(await RunAsync(entry.Id));
        Assert.Single(_fixture.Mails(_fixture.User, "Sent"));
        Assert.Empty(_fixture.Mails(to, "INBOX"));
    }

    [Fact]
    public async Task Ended_between_the_copy_and_its_note_there_is_still_one_copy()
    {
        var to = _dovecot.NewUser("marcus");
        var entry = await SendAsync(_fixture.NewDraft(to, "Once"));
        OutgoingCopy copy;
        await using (var db = _fixture.Database())
        {
            var row = await db.OutboxMessages.SingleAsync(m => m.Id == entry.Id, Ct);
            copy = new OutgoingCopy(row.MessageId, row.Size);
        }

        await _fixture.Account.Drafts.FileSentAsync("", copy.MessageId, new SentCopy(copy.Size, (start, length) => _fixture.Get<OutboxContent>().Open(entry.Id, start, length), []), Ct);
        await SetAsync(entry.Id, OutboxState.Sent, "");
        Assert.Null(await RunAsync(entry.Id));
        Assert.Single(_fixture.Mails(_fixture.User, "Sent"));
    }

    [Fact]
    public async Task A_refused_receiver_is_named_with_the_servers_words_and_nobody_gets_it()
    {
        var to = _dovecot.NewUser("marcus");
        var entry = await SendAsync(_fixture.NewDraft(to) with { Cc = [new Person("", "nobody@refused.test")] });
        Assert.Null(await RunAsync(entry.Id));
        var refused = await OnlyAsync();
        Assert.Equal((OutboxState.Refused, "nobody@refused.test"), (refused.State, Assert.Single(refused.RefusedAddresses)));
        Assert.NotEmpty(refused.ServerText);
        Assert.Empty(_fixture.Mails(to, "INBOX"));
        Assert.Equal(to, Assert.Single((await Box.CancelAsync(_fixture.Who, entry.Id, Ct)).To).Address);
    }

    [Fact]
    public async Task A_server_that_is_away_is_tried_again()
    {
        var entry = await SendAsync(_fixture.NewDraft(_dovecot.NewUser("marcus")));
        await _mta.DisposeAsync();
        _mta = null!;
        Assert.InRange((await RunAsync(entry.Id))!.Value - TimeProvider.System.GetUtcNow(), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(16));
        Assert.Equal((OutboxState.Queued, "Unreachable"), ((await OnlyAsync()).State, (await OnlyAsync()).Reason));
    }

    [Fact]
    public async Task Nobody_elses_message_can_be_seen_or_taken_back()
    {
        var entry = await SendAsync(_fixture.NewDraft(_dovecot.NewUser("marcus")), new SendWishes(Undo: TimeSpan.FromSeconds(30)));
        var stranger = _fixture.Who with { AccountId = Guid.NewGuid() };
        Assert.Empty(await Box.ListAsync(stranger, Ct));
        await Assert.ThrowsAsync<ComposeException>(() => Box.CancelAsync(stranger, entry.Id, Ct));
    }

    [Theory]
    [InlineData("", ComposeProblem.BadAddress)]
    [InlineData("x@y\r\nRCPT TO:<evil@example.org>", ComposeProblem.BadAddress)]
    [InlineData("two@example.org, three@example.org", ComposeProblem.BadAddress)]
    public async Task An_address_that_is_none_is_named_before_anything_is_taken_in(string address, ComposeProblem problem)
    {
        var refused = await Assert.ThrowsAsync<ComposeException>(() => SendAsync(_fixture.NewDraft(address)));
        Assert.Equal((problem, "to"), (refused.Problem, refused.Field));
        Assert.Empty(await Box.ListAsync(_fixture.Who, Ct));
    }

    [Fact]
    public async Task A_message_sent_on_keeps_its_original_and_says_who_sends_it_on()
    {
        var to = _dovecot.NewUser("marcus");
        var draft = _fixture.NewDraft(to, "") with { Kind = DraftKind.Redirect };
        var original = "From: ines@example.org\r\nTo: noor@tidewater.test\r\nSubject: Original\r\nMessage-ID: <o@x>\r\n\r\nBody\r\n"u8.ToArray();
        var file = await _fixture.Get<IDraftFiles>().TakeAsync(_fixture.Who, draft.Id, Guid.NewGuid(), "o.eml", "message/rfc822", inline: false, new MemoryStream(original), Ct);
        var entry = await SendAsync(draft with { Files = [file] });
        Assert.Null(await RunAsync(entry.Id));
        await ArrivesAsync(to, "Subject: Original");
        var mail = Assert.Single(_fixture.Mails(to, "INBOX"));
        Assert.Contains("Resent-From: " + _fixture.User, mail, StringComparison.Ordinal);
        Assert.Contains("From: ines@example.org", mail, StringComparison.Ordinal);
    }

    private sealed record OutgoingCopy(string MessageId, long Size);
}
