using System.Text;
using Webmail.Mail.Compose;
using Webmail.Mail.Messages;
using Webmail.Mail.Reading;
using Webmail.Mime.Headers;
using Webmail.Protocols.Imap;

namespace Webmail.Mail.Tests.Compose;

public sealed class AnswersTests
{
    private static readonly Identity Noor = new() { Id = Guid.NewGuid(), Name = "Noor", Address = "noor@tidewater.test" };
    private static readonly Identity Office = new() { Id = Guid.NewGuid(), Name = "Office", Address = "office@tidewater.test" };

    private static OpenedMessage Message(string header)
    {
        var block = HeaderBlock.Parse(Encoding.UTF8.GetBytes(header.ReplaceLineEndings("\r\n") + "\r\n\r\n"));
        return new OpenedMessage
        {
            Reference = new MessageReference(MailboxName.Inbox, new UidValidity(7), new Uid(42)), Flags = FlagSet.Empty, Subject = block.Text("Subject") ?? "",
            From = Shown("From"), ReplyTo = Shown("Reply-To"), To = Shown("To"), Cc = Shown("Cc"), Bcc = [], Received = DateTimeOffset.UnixEpoch, Size = 1,
            MessageId = MessageIds.Parse(block.Find("Message-ID")) is [var id, ..] ? id : null, Header = block, Attachments = [], Defects = [],
        };

        List<Correspondent> Shown(string field) => [.. block.Addresses(field).Mailboxes.Select(address => new Correspondent(address.Name ?? "", address.Address))];
    }

    private static Draft Answer(ComposeIntent intent, string header) => Answers.Head(intent, Message(header), [Noor, Office], DraftFormat.Html);

    private static string[] Addresses(IReadOnlyList<Person> people) => [.. people.Select(person => person.Address)];

    [Fact]
    public void An_answer_goes_to_its_sender_or_where_they_want_answers()
    {
        Assert.Equal(["ines@example.org"], Addresses(Answer(ComposeIntent.Reply, "From: Ines <ines@example.org>\nTo: noor@tidewater.test").To));
        Assert.Equal(["desk@example.org"], Addresses(Answer(ComposeIntent.Reply, "From: ines@example.org\nReply-To: desk@example.org\nTo: noor@tidewater.test").To));
    }

    [Fact]
    public void An_answer_to_all_leaves_its_writer_and_doubles_out()
    {
        var draft = Answer(ComposeIntent.ReplyAll, "From: ines@example.org\nTo: NOOR@tidewater.test, a@example.org, Ines <INES@example.org>\nCc: office@tidewater.test, b@example.org, a@example.org");
        Assert.Equal(["ines@example.org"], Addresses(draft.To));
        Assert.Equal(["a@example.org", "b@example.org"], Addresses(draft.Cc));
    }

    [Fact]
    public void An_answer_to_ones_own_message_goes_on_to_its_receivers() =>
        Assert.Equal(["a@example.org"], Addresses(Answer(ComposeIntent.Reply, "From: noor@tidewater.test\nTo: a@example.org").To));

    [Fact]
    public void An_answer_to_the_list_goes_to_the_list() =>
        Assert.Equal(["divers@lists.example.org"], Addresses(Answer(ComposeIntent.ReplyList, "From: ines@example.org\nTo: x@example.org\nList-Post: <mailto:divers@lists.example.org>").To));

    [Fact]
    public void It_comes_from_the_address_the_message_came_to()
    {
        Assert.Equal(Office.Id, Answer(ComposeIntent.Reply, "From: a@example.org\nTo: office@tidewater.test").Identity);
        Assert.Equal(Office.Id, Answer(ComposeIntent.Reply, "From: a@example.org\nTo: undisclosed:;\nDelivered-To: office@tidewater.test").Identity);
        Assert.Equal(Noor.Id, Answer(ComposeIntent.Reply, "From: a@example.org\nTo: list@example.org").Identity);
    }

    [Theory]
    [InlineData("Tea", "Re: Tea")]
    [InlineData("Re: AW: Re[2]: SV: Tea", "Re: Tea")]
    [InlineData("回复：Tea", "Re: Tea")]
    [InlineData("Regatta: results", "Re: Regatta: results")]
    [InlineData("", "Re: ")]
    public void A_subject_has_one_prefix(string before, string after) => Assert.Equal(after, Answer(ComposeIntent.Reply, $"From: a@example.org\nSubject: {before}").Subject);

    [Fact]
    public void The_thread_goes_on()
    {
        var draft = Answer(ComposeIntent.Reply, "From: a@example.org\nMessage-ID: <c@x>\nReferences: <a@x> <b@x>");
        Assert.Equal("a@x b@x c@x", draft.References);
        Assert.Equal(new DraftSource(DraftKind.Reply, "INBOX", 7, 42), draft.Source);
    }

    [Fact]
    public void A_thread_without_end_keeps_its_root_and_its_last_answers()
    {
        var references = string.Join(' ', Enumerable.Range(0, 900).Select(i => $"<m{i}@x>"));
        var kept = Answer(ComposeIntent.Reply, $"From: a@example.org\nMessage-ID: <last@x>\nReferences: {references}").References!.Split(' ');
        Assert.Equal(("m0@x", "m899@x", "last@x", 51), (kept[0], kept[^2], kept[^1], kept.Length));
    }
}
