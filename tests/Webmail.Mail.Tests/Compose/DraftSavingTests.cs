using Webmail.Mail.Compose;
using Webmail.TestKit.Faults;
using Webmail.TestKit.Servers;

namespace Webmail.Mail.Tests.Compose;

public sealed class DraftSavingTests(RealServers servers)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<WritingFixture> FixtureAsync() => await WritingFixture.CreateAsync(await servers.DovecotAsync(Ct), Ct);

    [Fact]
    public async Task Every_save_takes_the_place_of_the_one_before()
    {
        await using var fixture = await FixtureAsync();
        var composer = fixture.Get<IComposer>();
        var draft = fixture.NewDraft("marcus@tidewater.test", "Draft");
        for (var i = 1; i <= 5; i++)
        {
            var revision = await composer.SaveAsync(fixture.Account, draft with { Html = $"<p>State {i}</p>" }, force: false, Ct);
            draft = draft with { Revision = revision };
        }

        var mail = Assert.Single(fixture.Mails(fixture.User, "Drafts"));
        Assert.Contains("State 5", mail, StringComparison.Ordinal);
        Assert.Equal(5, draft.Revision);
    }

    [Fact]
    public async Task A_draft_comes_back_as_it_was_written()
    {
        await using var fixture = await FixtureAsync();
        var composer = fixture.Get<IComposer>();
        var draft = fixture.NewDraft("marcus@tidewater.test", "Grüße 🌊") with
        {
            Cc = [new Person("Ümit", "umit@example.org")], Bcc = [new Person("", "hidden@example.org")], Html = "<p>One <b>two</b></p>",
            Options = new DraftOptions(DraftPriority.High, Receipt: true), Source = new DraftSource(DraftKind.Reply, "INBOX", 1, 2), Kind = DraftKind.Reply,
            References = "a@example.org b@example.org",
        };
        await composer.SaveAsync(fixture.Account, draft, force: false, Ct);
        var loaded = await composer.LoadAsync(fixture.Account, "12345678", draft.Id, Ct);
        Assert.NotNull(loaded);
        Assert.Equal((draft.Id, 1, draft.Subject, draft.Options, draft.Source, draft.Kind, draft.Html), (loaded.Id, loaded.Revision, loaded.Subject, loaded.Options, loaded.Source, loaded.Kind, loaded.Html));
        Assert.Equal((draft.To, draft.Cc, draft.Bcc), (loaded.To, loaded.Cc, loaded.Bcc), AddressesEqual);
        Assert.Equal("a@example.org b@example.org", loaded.References);
    }

    [Fact]
    public async Task What_is_no_address_yet_is_kept_in_the_draft()
    {
        await using var fixture = await FixtureAsync();
        var composer = fixture.Get<IComposer>();
        var draft = fixture.NewDraft("marcus@tidewater.test") with { To = [new Person("", "marc")] };
        await composer.SaveAsync(fixture.Account, draft, force: false, Ct);
        Assert.Equal("marc", Assert.Single((await composer.LoadAsync(fixture.Account, "12345678", draft.Id, Ct))!.To).Address);
    }

    [Fact]
    public async Task Two_tabs_with_one_draft_do_not_overwrite_each_other_unasked()
    {
        await using var fixture = await FixtureAsync();
        var composer = fixture.Get<IComposer>();
        var draft = fixture.NewDraft("marcus@tidewater.test");
        await composer.SaveAsync(fixture.Account, draft, force: false, Ct);
        var refused = await Assert.ThrowsAsync<ComposeException>(() => composer.SaveAsync(fixture.Account, draft, force: false, Ct));
        Assert.Equal(ComposeProblem.ChangedElsewhere, refused.Problem);
        Assert.Equal(2, await composer.SaveAsync(fixture.Account, draft, force: true, Ct));
        Assert.Single(fixture.Mails(fixture.User, "Drafts"));
    }

    [Fact]
    public async Task A_late_save_does_not_bring_a_discarded_draft_back()
    {
        await using var fixture = await FixtureAsync();
        var composer = fixture.Get<IComposer>();
        var draft = fixture.NewDraft("marcus@tidewater.test");
        await composer.SaveAsync(fixture.Account, draft, force: false, Ct);
        await composer.DiscardAsync(fixture.Account, draft.Id, Ct);
        await Assert.ThrowsAsync<ComposeException>(() => composer.SaveAsync(fixture.Account, draft, force: true, Ct));
        Assert.Empty(fixture.Mails(fixture.User, "Drafts"));
    }

    [Fact]
    public async Task Files_travel_with_the_draft_and_keep_their_names()
    {
        await using var fixture = await FixtureAsync();
        var (composer, files) = (fixture.Get<IComposer>(), fixture.Get<IDraftFiles>());
        var draft = fixture.NewDraft("marcus@tidewater.test");
        var bytes = new byte[400_000];
        new Random(7).NextBytes(bytes);
        var file = await files.TakeAsync(fixture.Who, draft.Id, Guid.NewGuid(), "Plan ü.pdf", "application/pdf", inline: false, new MemoryStream(bytes), Ct);
        await composer.SaveAsync(fixture.Account, draft with { Files = [file] }, force: false, Ct);

        var here = Assert.Single((await composer.LoadAsync(fixture.Account, "12345678", draft.Id, Ct))!.Files);
        Assert.Equal(file.Id, here.Id);
        await files.DeleteAllAsync(fixture.Who, draft.Id, Ct);
        var fetched = Assert.Single((await composer.LoadAsync(fixture.Account, "12345678", draft.Id, Ct))!.Files);
        using var content = new MemoryStream();
        await using var stored = await files.OpenAsync(fixture.Who, draft.Id, fetched.Id, Ct);
        await stored.CopyToAsync(content, Ct);
        Assert.Equal(("Plan ü.pdf", file.Id), (fetched.Name, fetched.Id));
        Assert.Equal(bytes, content.ToArray());
    }

    [Fact]
    public async Task Five_hundred_saves_over_a_line_that_is_cut_at_random_leave_one_draft()
    {
        var dovecot = await servers.DovecotAsync(Ct);
        var random = new Random(20261122);
        // A sign-in and a save together are some 8 kB over TLS: most connections end somewhere inside one.
        await using var line = new FaultProxy(dovecot.Ports.Imaps, () => new ConnectionFaults { ResetAfter = random.Next(9_000, 60_000) });
        await using var fixture = await WritingFixture.CreateAsync(dovecot, Ct, imapPort: line.Port);
        var composer = fixture.Get<IComposer>();
        var draft = fixture.NewDraft("marcus@tidewater.test");
        for (var i = 1; i <= 500; i++)
        {
            var state = draft with { Html = $"<p>State {i} of the text.</p>" };
            while (true)
            {
                try
                {
                    draft = draft with { Revision = await composer.SaveAsync(fixture.Account, state, force: true, Ct) };
                    break;
                }
                catch (MailUnavailableException)
                {
                    fixture.Account.ReconnectNow(); // as the composer does: the same state again
                }
            }
        }

        Assert.InRange(line.Cuts, 20, 500);
        var mail = Assert.Single(fixture.Mails(fixture.User, "Drafts"));
        Assert.Contains("State 500 of", mail, StringComparison.Ordinal);
    }

    private static bool AddressesEqual((IReadOnlyList<Person> To, IReadOnlyList<Person> Cc, IReadOnlyList<Person> Bcc) one, (IReadOnlyList<Person> To, IReadOnlyList<Person> Cc, IReadOnlyList<Person> Bcc) other) =>
        one.To.SequenceEqual(other.To) && one.Cc.SequenceEqual(other.Cc) && one.Bcc.SequenceEqual(other.Bcc);
}
