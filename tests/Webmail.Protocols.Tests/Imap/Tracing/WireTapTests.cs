using System.Collections.Concurrent;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.Protocols.Imap.Tracing;
using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Tests.Imap.Tracing;

/// <summary>What of our own commands gets into a trace, and when.</summary>
public sealed class WireTapTests
{
    private const string Canary = "Canary-7319";

    private readonly ConcurrentQueue<WireLine> _lines = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static Flag Keyword => new("Canary7319");

    [Fact]
    public void Commands_are_shown_with_numbers_words_and_system_flags()
    {
        Assert.Equal("a7 UID FETCH 1:50,60 (UID FLAGS BODY.PEEK[HEADER.FIELDS«10 octets»]<0.2048>) (CHANGEDSINCE 12 VANISHED)",
            Shown(new ImapRequest("UID FETCH 1:50,60 (UID FLAGS BODY.PEEK[HEADER.FIELDS (SUBJECT)]<0.2048>) (CHANGEDSINCE 12 VANISHED)")));
        Assert.Equal("a7 UID STORE 5 (UNCHANGEDSINCE 9) +FLAGS.SILENT (\\Seen «10 octets»)", Shown(new ImapRequest("UID STORE 5 (UNCHANGEDSINCE 9) +FLAGS.SILENT ").Flags(FlagSet.Of(Flag.Seen, Keyword))));
        Assert.Equal("a7 STATUS «7 octets» (MESSAGES UNSEEN)", Shown(new ImapRequest("STATUS ").String("INBOX").Raw(" (MESSAGES UNSEEN)")));
        Assert.Equal("a7 ENABLE QRESYNC IMAP4rev2 UTF8=ACCEPT", Shown(new ImapRequest("ENABLE QRESYNC IMAP4rev2 UTF8=ACCEPT")));
    }

    [Fact]
    public void Nothing_of_a_person_passes_whatever_command_holds_it()
    {
        var shown = new[]
        {
            Shown(new ImapRequest("SELECT ").Mailbox(MailboxName.Create(Canary))),
            Shown(new ImapRequest("LOGIN ").String(Canary).Space().Secret(Canary)),
            Shown(new ImapRequest("LOGIN ").String("x").Space().Secret(Canary + "\r\n")),
            Shown(new ImapRequest("AUTHENTICATE PLAIN ").SecretRaw(Canary)),
            Shown(new ImapRequest("AUTHENTICATE " + Canary)),
            Shown(new ImapRequest("UID SEARCH CHARSET UTF-8 SUBJECT ").String(Canary).Raw(" KEYWORD ").Keyword(Keyword).Raw(" UNKEYWORD ").Keyword(new Flag("7319")).Raw(" HEADER ").String("X-" + Canary).Space().String(Canary)),
            Shown(new ImapRequest("UID SEARCH TEXT ").String(new string('x', 2000) + Canary)),
            Shown(new ImapRequest("APPEND ").Mailbox(MailboxName.Create("7319")).Space().Flags(FlagSet.Of(Keyword, new Flag("7319"), new Flag("TEXT7319"))).Space().Literal(new MemoryStream(), 7)),
            Shown(new ImapRequest("UID STORE 1 FLAGS ").Flags(FlagSet.Of(new Flag("7319"), Keyword))),
            Shown(new ImapRequest("ID (\"name\" ").String(Canary).Raw(")")),
            Shown(new ImapRequest(Canary)),
        };
        Assert.All(shown, line => Assert.DoesNotContain("anary", line, StringComparison.OrdinalIgnoreCase));
        Assert.All(shown, line => Assert.DoesNotContain("7319", line, StringComparison.Ordinal));
        Assert.StartsWith("a7 LOGIN «13 octets» «13 octets»", shown[1], StringComparison.Ordinal);
        Assert.StartsWith("a7 UID SEARCH CHARSET UTF-8 SUBJECT «", shown[5], StringComparison.Ordinal);
    }

    [Fact]
    public void A_password_that_is_a_number_or_a_word_of_the_protocol_is_hidden()
    {
        foreach (var password in (string[])["73197319", "SELECT", "\\Seen"])
            Assert.DoesNotContain(password, Shown(new ImapRequest("AUTHENTICATE PLAIN ").SecretRaw(password)) + Shown(new ImapRequest("LOGIN \"x\" ").Secret(password)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_living_connection_is_heard_from_when_somebody_listens_until_they_stop()
    {
        await using var scripted = await Scripted.SignedInAsync(async session =>
        {
            for (var i = 0; i < 3; i++)
            {
                var command = await session.CommandAsync();
                await session.SayAsync("* 6 EXISTS", $"{command.Tag} OK {Canary}");
            }

            await session.UntilClosedAsync();
        });
        var tap = new WireTap();
        scripted.Connection.Attach(tap);

        await scripted.Connection.NoopAsync(Ct);
        tap.TellTo(_lines.Enqueue);
        await scripted.Connection.NoopAsync(Ct);
        tap.TellTo(null);
        await scripted.Connection.NoopAsync(Ct);

        Assert.Equal([false, true, true], _lines.Select(line => line.IsServers));
        Assert.EndsWith(" NOOP", _lines.First().Text, StringComparison.Ordinal);
        Assert.Equal("* 6 EXISTS", _lines.ElementAt(1).Text);
        Assert.EndsWith($" OK «{Canary.Length} octets»", _lines.Last().Text, StringComparison.Ordinal);
        Assert.All(_lines, line => Assert.Equal(1, line.Connection));
    }

    private static string Shown(ImapRequest request) => ClientTrace.Of("a7", request);
}
