using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Webmail.Mail;
using Webmail.Mail.Remote;
using Webmail.Protocols.Imap;
using Webmail.Web.Components.Message;
using Webmail.Web.Tests.Endpoints;

namespace Webmail.Web.Tests.Message;

public sealed class MessageOpenerTests : IDisposable
{
    private readonly MessageContext _ctx = new();
    private readonly MessageOpener _opener;
    private int _told;

    public MessageOpenerTests()
    {
        _ctx.Reader.Message = TestReader.Make(html: "1");
        _opener = _ctx.Services.GetRequiredService<MessageOpener>();
        _opener.Expecting += () => _told++;
    }

    private static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    public void Dispose() => _ctx.Dispose();

    [Fact]
    public async Task What_was_expected_opens_with_the_link_that_the_browser_has_loaded()
    {
        await ExpectAsync();
        Assert.NotNull(_opener.ExpectedFrame);
        Assert.Equal(_opener.ExpectedFrame, (await OpenAsync()).Links.Frame);
        Assert.Equal(1, _told);
    }

    [Fact]
    public async Task What_is_still_being_made_ready_is_waited_for()
    {
        _ctx.Reader.Holds = new TaskCompletionSource();
        var expecting = ExpectAsync();
        var opening = OpenAsync();
        _ctx.Reader.Holds.SetResult();
        await expecting;
        Assert.Equal(_opener.ExpectedFrame, (await opening).Links.Frame);
    }

    [Fact]
    public async Task A_second_reading_has_links_of_its_own()
    {
        await ExpectAsync();
        await OpenAsync();
        Assert.NotEqual(_opener.ExpectedFrame, (await OpenAsync()).Links.Frame);
    }

    [Fact]
    public async Task A_message_with_pictures_of_other_hosts_is_not_loaded_before_it_is_asked_for()
    {
        _ctx.ImageRules.Choice = new RemoteImageChoice(Shown: true, CanShow: true, "ines.okafor@tidewater.test");
        await ExpectAsync();
        Assert.Null(_opener.ExpectedFrame);
        Assert.StartsWith("/frame/images/", (await OpenAsync()).Links.Frame, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sender_whose_pictures_were_allowed_meanwhile_gets_links_that_show_them()
    {
        await ExpectAsync();
        _ctx.ImageRules.Choice = new RemoteImageChoice(Shown: true, CanShow: true, "ines.okafor@tidewater.test");
        Assert.StartsWith("/frame/images/", (await OpenAsync()).Links.Frame, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_expected_long_ago_is_opened_anew()
    {
        await ExpectAsync();
        _ctx.Time.Advance(MessageOpener.ExpectedFor);
        Assert.NotEqual(_opener.ExpectedFrame, (await OpenAsync()).Links.Frame);
    }

    [Fact]
    public async Task Another_message_under_the_same_number_does_not_get_its_links()
    {
        await ExpectAsync();
        _ctx.Reader.Message = _ctx.Reader.Message with { Reference = TestReader.Reference with { Validity = new UidValidity(8) } };
        Assert.NotEqual(_opener.ExpectedFrame, (await OpenAsync()).Links.Frame);
    }

    [Fact]
    public async Task A_message_that_cannot_be_had_is_told_to_the_one_who_opens_it()
    {
        _ctx.Reader.Fails = new MailUnavailableException(MailFailure.Gone, "");
        await ExpectAsync();
        Assert.Equal(0, _told);
        await Assert.ThrowsAsync<MailUnavailableException>(OpenAsync);
    }

    [Fact]
    public async Task A_failure_met_on_the_way_is_the_openings_own_and_an_old_one_is_not()
    {
        _ctx.Reader.Holds = new TaskCompletionSource();
        _ctx.Reader.Fails = new MailUnavailableException(MailFailure.Offline, "");
        var expecting = ExpectAsync();
        var opening = OpenAsync();
        _ctx.Reader.Holds.SetResult();
        await expecting;
        await Assert.ThrowsAsync<MailUnavailableException>(() => opening);
        Assert.Equal(1, _ctx.Reader.Opened);

        await ExpectAsync();
        _ctx.Reader.Fails = null;
        Assert.NotNull((await OpenAsync()).Links.Frame);
    }

    [Fact]
    public async Task Plain_text_needs_no_frame()
    {
        _ctx.Reader.Message = TestReader.Make();
        await ExpectAsync();
        Assert.Null(_opener.ExpectedFrame);
    }

    [Fact]
    public async Task The_pane_lets_the_browser_load_what_is_expected_and_shows_the_same_link()
    {
        var pane = _ctx.Render<ReadingPane>(p => p.Add(x => x.Account, _ctx.Account).Add(x => x.Folder, MailboxName.Inbox));
        await pane.InvokeAsync(ExpectAsync);
        Assert.Equal(_opener.ExpectedFrame, pane.Find("mail-frame").GetAttribute("ahead"));
        Assert.False(pane.Find("mail-frame").HasAttribute("src"));
        pane.Render(p => p.Add(x => x.Uid, TestReader.Reference.Uid));
        pane.WaitForAssertion(() => Assert.Equal(_opener.ExpectedFrame, pane.Find("mail-frame").GetAttribute("src")));
    }

    [Fact]
    public void One_who_reads_one_after_the_other_has_the_next_made_ready()
    {
        var pane = _ctx.Pane(p => p.Add(x => x.Neighbours, [new Uid(43)]).Add(x => x.Following, new Uid(43)));
        pane.WaitForAssertion(() => Assert.NotNull(pane.Find("mail-frame").GetAttribute("ahead")));
        Assert.NotEqual(pane.Find("mail-frame").GetAttribute("src"), pane.Find("mail-frame").GetAttribute("ahead"));
    }

    private Task ExpectAsync() => _opener.ExpectAsync(_ctx.Account, MailboxName.Inbox, TestReader.Reference.Uid, soon: true, Ct);

    private Task<MessageToRead> OpenAsync() => _opener.OpenAsync(_ctx.Account, MailboxName.Inbox, TestReader.Reference.Uid, Ct).AsTask();
}
