using Webmail.TestKit.Dovecot;
using Webmail.TestKit.Mailboxes;
using Webmail.TestKit.Mailboxes.Generated;
using Webmail.TestKit.Servers;

namespace Webmail.TestKit.Tests.Mailboxes;

public sealed class MailboxGeneratorTests(RealServers servers)
{
    private const int SmallAttachments = 100_000;
    private static readonly DateTimeOffset Newest = new(2026, 11, 20, 18, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void The_same_seed_gives_the_same_bytes()
    {
        var first = new MailboxGenerator(7, Person.Noor, Newest).Mailbox(SmallAttachments).ToList();
        var second = new MailboxGenerator(7, Person.Noor, Newest).Mailbox(SmallAttachments).ToList();
        Assert.Equal(first.Select(message => Convert.ToHexString(message.Content)), second.Select(message => Convert.ToHexString(message.Content)));
    }

    [Fact]
    public void Message_ids_are_unique()
    {
        var ids = new MailboxGenerator(7, Person.Noor, Newest).Mailbox(SmallAttachments)
            .Where(message => message.Folder != "Odd mail")
            .Select(message => System.Text.Encoding.Latin1.GetString(message.Content).Split('\n').FirstOrDefault(line => line.StartsWith("Message-ID:", StringComparison.Ordinal)))
            .Where(line => line is not null).ToList();
        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void A_huge_subject_is_longer_than_clients_expect()
    {
        (_, byte[] content) = Malformed.Cases(new MailboxGenerator(7, Person.Noor, Newest)).Single(found => found.Name == "huge subject");
        Assert.True(content.Length > 7_000);
    }

    [Fact]
    public async Task Dovecot_sees_every_message_of_a_directly_written_mailbox()
    {
        var dovecot = await servers.DovecotAsync(Ct);
        string user = dovecot.NewUser("noor");
        var messages = new MailboxGenerator(7, Person.Noor, Newest).Mailbox(SmallAttachments).ToList();
        await new MaildirWriter(dovecot.MaildirOf(user)).WriteAsync(messages, Ct);
        await dovecot.OwnMailAsync(user, Ct);

        await using var imap = await PlainImapClient.SignInAsync(dovecot.Ports.Imap, user, dovecot.Password, Ct);
        var listed = await imap.AskAsync("LIST (SUBSCRIBED) \"\" * RETURN (STATUS (MESSAGES))", Ct);
        int total = listed.Where(line => line.StartsWith("* STATUS", StringComparison.Ordinal))
            .Sum(line => int.Parse(line.Split("MESSAGES ")[1].TrimEnd(')'), System.Globalization.CultureInfo.InvariantCulture));
        var inbox = await imap.AskAsync("STATUS INBOX (MESSAGES)", Ct);
        Assert.Equal(messages.Count(message => message.Folder != "INBOX"), total);
        Assert.Contains($"* STATUS INBOX (MESSAGES {messages.Count(message => message.Folder == "INBOX")})", inbox);
    }

    [Fact]
    public async Task Dovecot_numbers_directly_written_messages_by_their_time()
    {
        var dovecot = await servers.DovecotAsync(Ct);
        string user = dovecot.NewUser("bulk");
        await BulkFolder.WriteAsync(dovecot.MaildirOf(user), "Big", 3_000, Newest, Ct);
        await dovecot.OwnMailAsync(user, Ct);

        await using var imap = await PlainImapClient.SignInAsync(dovecot.Ports.Imap, user, dovecot.Password, Ct);
        Assert.Contains("* 3000 EXISTS", await imap.AskAsync("SELECT Big", Ct));
        Assert.Contains("Subject: Reading 1777 of station 39", await imap.AskAsync("FETCH 1777 BODY[HEADER]", Ct));
        Assert.Contains("INTERNALDATE \"20-Nov-2026 18:00:00 +0000\"", (await imap.AskAsync("FETCH 3000 INTERNALDATE", Ct))[0], StringComparison.Ordinal);
    }
}
