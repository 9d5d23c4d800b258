using System.Text;
using Webmail.Mail.Folders;
using Webmail.Mail.Reading;
using Webmail.Mail.Tests.Sessions;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.TestKit.Servers;

namespace Webmail.Mail.Tests.Relations;

public sealed class MessageRelationsTests(RealServers servers)
{
    private const string Own = "noor@tidewater.test";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static byte[] Mail(string id, string from, string to, string more = "") => Encoding.UTF8.GetBytes(
        $"From: {from}\r\nTo: {to}\r\nSubject: {id}\r\nDate: Tue, 24 Nov 2026 10:42:00 +0000\r\nMessage-ID: <{id}@x.test>\r\n{more}\r\nText of {id}.\r\n");

    private async Task<AccountFixture> WithAsync(byte[]? sent, params byte[][] messages)
    {
        var dovecot = await servers.DovecotAsync(Ct);
        var fixture = new AccountFixture(dovecot, dovecot.NewUser());
        foreach (var message in messages) await dovecot.DeliverAsync(fixture.User, message, Ct);
        await fixture.Account.Folders.LoadAsync(Ct);
        if (sent is null) return fixture;
        await using var lease = await fixture.Account.Pool.RentAnyAsync(Ct);
        await lease.Connection.AppendAsync(fixture.Account.Folders.Current.WithRole(FolderRole.Sent)!.Name, new MemoryStream(sent), sent.Length, FlagSet.Empty, date: null, Ct);
        return fixture;
    }

    private static async Task<OpenedMessage> OpenAsync(AccountFixture fixture, uint uid) => await fixture.Account.Reader.OpenAsync(MailboxName.Inbox, new Uid(uid), Ct);

    [Fact]
    public async Task A_conversation_is_found_in_every_folder_it_lies_in()
    {
        await using var fixture = await WithAsync(
            Mail("answer", Own, "ines@x.test", "In-Reply-To: <first@x.test>\r\nReferences: <first@x.test>\r\n"),
            Mail("first", "ines@x.test", Own),
            Mail("stranger", "ines@x.test", Own),
            Mail("last", "ines@x.test", Own, "In-Reply-To: <answer@x.test>\r\nReferences: <first@x.test> <answer@x.test>\r\n"));
        var from = await OpenAsync(fixture, 3);
        var related = await fixture.Account.Relations.ConversationAsync(from, Ct);
        Assert.Equal(["answer", "first"], related.Select(message => message.Row.Subject).Order(StringComparer.Ordinal));
        Assert.Contains(related, message => message.Row.Preview == "Text of first.");
        Assert.Equal(["answer", "last"], (await fixture.Account.Relations.ConversationAsync(await OpenAsync(fixture, 1), Ct)).Select(message => message.Row.Subject).Order(StringComparer.Ordinal));
        Assert.Empty(await fixture.Account.Relations.ConversationAsync(await OpenAsync(fixture, 2), Ct));
    }

    [Fact]
    public async Task A_sender_is_new_once_and_known_when_one_wrote_to_them()
    {
        await using var fixture = await WithAsync(
            Mail("sent", Own, "Ines Okafor <ines@x.test>"),
            Mail("one", "Ines Okafor <ines@x.test>", Own),
            Mail("two", "Somebody Else <else@x.test>", Own),
            Mail("three", "Ines Okafor <ines@evil.test>", Own));
        var relations = fixture.Account.Relations;
        Assert.False((await relations.SenderAsync(await OpenAsync(fixture, 1), Own, Ct)).IsFirst);
        Assert.True((await relations.SenderAsync(await OpenAsync(fixture, 2), Own, Ct)).IsFirst);
        var borrowed = await relations.SenderAsync(await OpenAsync(fixture, 3), Own, Ct);
        Assert.True(borrowed.IsFirst);
        Assert.Equal("ines@x.test", borrowed.KnownAddress);
    }

    [Fact]
    public async Task An_address_that_is_only_the_beginning_of_a_known_one_is_new()
    {
        await using var fixture = await WithAsync(null, Mail("one", "Ann <ann@x.test.example>", Own), Mail("two", "Bob <ann@x.test>", Own));
        Assert.True((await fixture.Account.Relations.SenderAsync(await OpenAsync(fixture, 2), Own, Ct)).IsFirst);
    }
}
