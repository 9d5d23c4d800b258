using System.Text;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Grammar;
using Webmail.Protocols.Imap.Wire;
using Webmail.Protocols.Tests.Transcripts;

namespace Webmail.Protocols.Tests.Grammar;

/// <summary>No item costs a row.</summary>
public sealed class FetchRecoveryTests
{
    [Fact]
    public void A_part_that_is_wrong_keeps_its_place_and_its_number()
    {
        var row = Samples.Row(
            "* 1 FETCH (UID 5 BODYSTRUCTURE ((\"text\" \"plain\" NIL NIL NIL \"7bit\" 1 1)(\"text\" (\"oops\") NIL)(\"image\" \"png\" NIL NIL NIL \"base64\" 7) \"mixed\") FLAGS (\\Seen))");

        var parts = Assert.IsType<MultipartStructure>(row.BodyStructure).Parts;
        Assert.Equal(["1", "2", "3"], parts.Select(part => part.Section));
        Assert.Equal("png", parts[2].MediaSubtype);
        Assert.True(row.Flags!.IsSeen);
    }

    [Fact]
    public void An_address_that_is_wrong_costs_its_list_from_there_on()
    {
        var row = Samples.Row("* 1 FETCH (ENVELOPE (NIL \"s\" ((NIL NIL \"a\" \"b\")(\"x\" (\"y\"))) NIL NIL ((NIL NIL \"t\" \"u\")) NIL NIL NIL \"<id>\") UID 5)");

        Assert.Equal("a", Samples.Text(Assert.Single(row.Envelope!.From).Mailbox));
        Assert.Equal("t", Samples.Text(Assert.Single(row.Envelope.To).Mailbox));
        Assert.Equal("<id>", Samples.Text(row.Envelope.MessageId));
        Assert.Contains("envelope: env-from: address", Assert.Single(row.Defects).Reason, StringComparison.Ordinal);
        Assert.Equal(new Uid(5), row.Uid);
    }

    [Fact]
    public void An_item_whose_end_is_lost_does_not_hide_the_items_after_it()
    {
        var row = Samples.Row("* 1 FETCH (FLAGS (\\Seen) ENVELOPE (NIL ((( \"subject\" BODYSTRUCTURE (\"text\" \"plain\" NIL NIL NIL \"7bit\" 1 1) UID 77 RFC822.SIZE 12)");

        Assert.Equal(new Uid(77), row.Uid);
        Assert.Equal(12, row.Size);
        Assert.Equal("plain", row.BodyStructure!.MediaSubtype);
        Assert.NotEmpty(row.Defects);
    }

    [Fact]
    public void What_a_sender_wrote_into_a_broken_item_does_not_pass_for_an_item()
    {
        var row = Samples.Row("* 1 FETCH (ENVELOPE (NIL \"x UID 666 FLAGS (\\Deleted) y NIL (((NIL) UID 77 FLAGS (\\Seen))");

        Assert.Equal(new Uid(77), row.Uid);
        Assert.Equal(FlagSet.Of(Flag.Seen), row.Flags);
    }

    [Fact]
    public void A_defect_says_where_and_what()
    {
        const string Line = "* 1 FETCH (RFC822.SIZE huge UID 5)";

        var defect = Assert.Single(Samples.Row(Line).Defects);

        Assert.Equal("RFC822.SIZE", defect.Item);
        Assert.Equal(Line.IndexOf("huge", StringComparison.Ordinal), defect.Offset);
        Assert.StartsWith("RFC822.SIZE", Samples.Text(defect.Raw), StringComparison.Ordinal);
    }

    [Fact]
    public void Addresses_above_the_limit_are_cut_and_reported()
    {
        var list = string.Concat(Enumerable.Repeat("(NIL NIL \"a\" \"b\")", GrammarLimits.Addresses + 5));

        var row = Samples.Row($"* 1 FETCH (ENVELOPE (NIL NIL NIL NIL NIL ({list}) NIL NIL NIL NIL) UID 5)");

        Assert.Equal(GrammarLimits.Addresses, row.Envelope!.To.Count);
        Assert.Single(row.Defects);
        Assert.Equal(new Uid(5), row.Uid);
    }

    [Fact]
    public void Parts_above_the_limit_are_cut_and_reported()
    {
        var parts = string.Concat(Enumerable.Repeat("(\"a\" \"b\" NIL NIL NIL \"7bit\" 1)", GrammarLimits.BodyParts + 5));

        var row = Samples.Row($"* 1 FETCH (BODYSTRUCTURE ({parts} \"digest\") UID 5)");

        var multipart = Assert.IsType<MultipartStructure>(row.BodyStructure);
        Assert.InRange(multipart.Parts.Count, GrammarLimits.BodyParts - 1, GrammarLimits.BodyParts);
        Assert.Equal("digest", multipart.MediaSubtype);
        Assert.Single(row.Defects);
    }

    [Fact]
    public void Parts_too_deep_are_cut_and_reported()
    {
        var body = "(\"a\" \"b\" NIL NIL NIL \"7bit\" 1)";
        for (var level = 0; level < GrammarLimits.BodyDepth + 10; level++)
            body = "(" + body + " \"mixed\")";

        var row = Samples.Row($"* 1 FETCH (BODYSTRUCTURE {body} UID 5)");

        Assert.NotNull(row.BodyStructure);
        Assert.Single(row.Defects);
        Assert.Equal(new Uid(5), row.Uid);
    }

    [Fact]
    public void A_subject_above_the_inline_limit_shows_how_it_begins()
    {
        const string Before = "* 1 FETCH (ENVELOPE (NIL {70000}\r\n";
        var frame = new ImapFrame(
            Encoding.ASCII.GetBytes(Before + " NIL NIL NIL NIL NIL NIL NIL NIL) UID 5)"),
            [new DetachedLiteral(Before.Length, 70000, LiteralOutcome.Drained, "How it begins"u8.ToArray())]);

        var row = Assert.IsType<FetchReply>(ImapGrammar.ParseResponse(frame)).Row;

        Assert.Equal("How it begins", Samples.Text(row.Envelope!.Subject));
        Assert.Equal(new Uid(5), row.Uid);
        Assert.Equal("ENVELOPE", Assert.Single(row.Defects).Item);
    }

    [Fact]
    public void A_detached_section_says_its_length()
    {
        const string Before = "* 1 FETCH (BODY[2]<0> {5000000}\r\n";
        var frame = new ImapFrame(
            Encoding.ASCII.GetBytes(Before + " UID 5)"),
            [new DetachedLiteral(Before.Length, 5_000_000, LiteralOutcome.Streamed, default)]);

        var row = Assert.IsType<FetchReply>(ImapGrammar.ParseResponse(frame)).Row;

        Assert.Equal(5_000_000, row.Section(SectionPath.Create("2"))!.DetachedLength);
        Assert.Equal(new Uid(5), row.Uid);
    }

    [Fact]
    public void Nothing_of_the_frame_is_held_on_to()
    {
        var bytes = Encoding.ASCII.GetBytes(FetchRowCostTests.Row);
        var row = Assert.IsType<FetchReply>(ImapGrammar.ParseResponse(new ImapFrame(bytes))).Row;

        Array.Clear(bytes);

        Assert.Equal("annegret.beispiel", Samples.Text(row.Envelope!.From[0].Mailbox));
        Assert.Equal("Protokoll.pdf", Samples.Text(Assert.IsType<MultipartStructure>(row.BodyStructure).Parts[1].DispositionParameter("filename")));
    }
}
