using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Grammar;
using Webmail.Protocols.Tests.Transcripts;

namespace Webmail.Protocols.Tests.Grammar;

/// <summary>One test for each way in which servers leave the grammar, with the bytes they send.</summary>
public sealed class ServerQuirksTests
{
    [Fact]
    public void Domino_puts_an_item_in_parentheses_of_its_own()
    {
        const string Line = "* 2 FETCH (UID 14935 (ENVELOPE (NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL)) BODYSTRUCTURE (\"TEXT\" \"PLAIN\" NIL NIL NIL \"7BIT\" 0 0 NIL))";

        var row = Samples.Row(Line);

        Assert.NotNull(row.Envelope);
        Assert.Equal("plain", row.BodyStructure!.MediaSubtype);
        Assert.Empty(row.Defects);
        Assert.True(Samples.Quirks(Line).HasFlag(ServerQuirks.ItemInParentheses));
    }

    [Fact]
    public void Yandex_leaves_the_value_of_an_empty_part_away()
    {
        var row = Assert.IsType<FetchReply>(Samples.Of("yandex/getbodypart-missing-content.txt")[0]).Row;

        Assert.Equal(145, row.Section(SectionPath.Create("2", SectionKind.Mime))!.Data!.Value.Length);
        Assert.Equal(0, row.Section(SectionPath.Create("2"))!.Data!.Value.Length);
        Assert.Empty(row.Defects);
    }

    [Fact]
    public void Zoho_sends_modification_sequences_of_zero_and_less()
    {
        Assert.Equal(new ModSeq(0), Samples.Row("* 1 FETCH (MODSEQ (-1) UID 1)").ModSeq);
        Assert.All(
            Samples.Of("zoho/fetch-negative-modseq-values.txt").OfType<FetchReply>(),
            fetch => Assert.True(fetch.Row is { Uid: not null, ModSeq: not null, Defects.Count: 0 }));
    }

    [Fact]
    public void Exchange_sends_a_response_code_alone_on_a_line()
    {
        var responses = Samples.Of("exchange/issue115.txt");

        var copied = Assert.IsType<CopyUidCode>(Assert.IsType<ConditionResponse>(responses[0]).Code).Copied;
        Assert.Equal(new Uid(6), copied.DestinationOf(new Uid(31)));
        Assert.IsType<ExpungeReply>(responses[1]);
    }

    [Fact]
    public void A_quote_inside_a_quoted_string_that_nothing_can_follow_is_text() =>
        Assert.Equal("a\"b", Samples.Text(Samples.Row("* 1 FETCH (ENVELOPE (NIL \"a\"b\" NIL NIL NIL NIL NIL NIL NIL NIL))").Envelope!.Subject));

    [Fact]
    public void A_delimiter_with_a_single_backslash_is_a_backslash()
    {
        Assert.Equal('\\', Samples.Parse<ListReply>("* LIST () \"\\\" INBOX").Listing.Delimiter);
        Assert.Equal('\\', Samples.Parse<ListReply>("* LIST () \"\\\\\" INBOX").Listing.Delimiter);
    }

    [Theory]
    [InlineData("* LIST () \"\" Folder2")]
    [InlineData("* LIST () NIL Folder2")]
    public void An_empty_delimiter_means_none(string line) => Assert.Null(Samples.Parse<ListReply>(line).Listing.Delimiter);

    [Fact]
    public void A_mailbox_name_with_spaces_and_no_quotes_is_taken_whole()
    {
        Assert.Equal("Sent Items", Samples.Parse<ListReply>("* LIST (\\HasNoChildren) \"/\" Sent Items").Listing.Name.Value);
        Assert.Equal("Sent Items", Samples.Parse<StatusReply>("* STATUS Sent Items (MESSAGES 3)").Status.Name.Value);
    }

    [Theory]
    [InlineData("(\"MIXED\")")]
    [InlineData("(\"MIXED\" (\"BOUNDARY\" \"x\") NIL NIL)")]
    public void A_multipart_may_have_no_parts(string body)
    {
        var multipart = Assert.IsType<MultipartStructure>(Body(body));

        Assert.Equal("mixed", multipart.MediaSubtype);
        Assert.Empty(multipart.Parts);
    }

    [Fact]
    public void A_part_without_a_media_type_is_bytes() => Assert.Equal("octet-stream", Body("(NIL NIL NIL NIL NIL \"7BIT\" 0)").MediaSubtype);

    [Fact]
    public void A_disposition_may_be_a_string() =>
        Assert.Equal("attachment", Body("(\"image\" \"png\" NIL NIL NIL \"base64\" 7 NIL \"ATTACHMENT\" NIL NIL)").Disposition);

    [Theory]
    [InlineData("(\"message\" \"rfc822\" NIL NIL NIL \"7BIT\" 312 NIL (\"attachment\" (\"filename\" \"a.eml\")) NIL)")]
    [InlineData("(\"message\" \"rfc822\" NIL NIL NIL \"7BIT\" 312 NIL NIL 9 NIL (\"attachment\" (\"filename\" \"a.eml\")) NIL)")]
    public void An_embedded_message_may_come_without_its_body(string body)
    {
        var part = Assert.IsType<SinglePartStructure>(Body(body));

        Assert.Null(part.EmbeddedBody);
        Assert.Equal("a.eml", Samples.Text(part.DispositionParameter("filename")));
    }

    [Fact]
    public void A_text_part_may_come_without_its_lines() =>
        Assert.Equal("inline", Body("(\"text\" \"plain\" NIL NIL NIL \"7BIT\" 5 NIL (\"inline\" NIL) NIL NIL)").Disposition);

    [Fact]
    public void Sizes_below_zero_are_zero() => Assert.Equal(0, Assert.IsType<SinglePartStructure>(Body("(\"text\" \"plain\" NIL NIL NIL \"7BIT\" -1 -1)")).Octets);

    [Fact]
    public void An_envelope_may_end_early()
    {
        var row = Samples.Row("* 1 FETCH (ENVELOPE (NIL \"s\" NIL NIL) UID 4)");

        Assert.Equal("s", Samples.Text(row.Envelope!.Subject));
        Assert.Equal(new Uid(4), row.Uid);
        Assert.Empty(row.Defects);
    }

    [Fact]
    public void Empty_lists_stand_for_NIL()
    {
        var row = Samples.Row("* 1 FETCH (ENVELOPE (NIL NIL () () () () () () NIL NIL) BODYSTRUCTURE (\"text\" \"plain\" () NIL NIL \"7bit\" 1 1 NIL () NIL))");

        Assert.Empty(row.Envelope!.From);
        Assert.Empty(row.BodyStructure!.Parameters);
        Assert.Empty(row.Defects);
    }

    [Fact]
    public void A_parameter_without_a_value_is_empty() =>
        Assert.Equal(["name", "charset"], Body("(\"text\" \"plain\" (\"name\" NIL \"charset\") NIL NIL \"7bit\" 1 1)").Parameters.Select(p => p.Name));

    [Fact]
    public void UIDNEXT_of_zero_is_unknown() => Assert.Null(Samples.Parse<StatusReply>("* STATUS a (UIDNEXT 0 UIDVALIDITY 0)").Status.UidNext);

    [Fact]
    public void A_row_may_lack_its_last_parenthesis() => Assert.Equal(new Uid(7), Samples.Row("* 1 FETCH (FLAGS () UID 7").Uid);

    [Theory]
    [InlineData("NIL")]
    [InlineData("\"00-Jan-1970 00:00:00 +0000\"")]
    [InlineData("\"31-Feb-2020 00:00:00 +0000\"")]
    public void A_date_that_does_not_exist_costs_only_itself(string date)
    {
        var row = Samples.Row("* 1 FETCH (INTERNALDATE " + date + " UID 7)");

        Assert.Null(row.InternalDate);
        Assert.Equal(new Uid(7), row.Uid);
    }

    [Fact]
    public void Spaces_too_many_or_too_few_between_values_are_overlooked()
    {
        var row = Samples.Row("* 1 FETCH ( FLAGS ( \\Seen  \\Draft ) UID 7 BODYSTRUCTURE ((\"text\" \"plain\" NIL NIL NIL \"7bit\" 1 1) (\"text\" \"html\" NIL NIL NIL \"7bit\" 1 1)\"mixed\") )");

        Assert.Equal(FlagSet.Of(Flag.Seen, Flag.Draft), row.Flags);
        Assert.Equal(2, Assert.IsType<MultipartStructure>(row.BodyStructure).Parts.Count);
        Assert.Empty(row.Defects);
    }

    [Fact]
    public void A_part_that_tells_one_word_of_its_type_is_of_that_subtype()
    {
        const string Line = "* 1 FETCH (BODYSTRUCTURE (\"X-ZIP\" (\"name\" \"a.zip\") NIL NIL \"base64\" 4096))";

        Assert.Equal(("application", "x-zip"), (Samples.Row(Line).BodyStructure!.MediaType, Samples.Row(Line).BodyStructure!.MediaSubtype));
        Assert.True(Samples.Quirks(Line).HasFlag(ServerQuirks.MediaTypeNil));
    }

    [Fact]
    public void An_attribute_of_STATUS_that_is_no_value_costs_only_what_comes_after_it()
    {
        const string Line = "* STATUS a (MESSAGES 3 MAILBOXID \u0001\u0002(\") UNSEEN 1)";

        Assert.Equal(3u, Samples.Parse<StatusReply>(Line).Status.Messages);
        Assert.True(Samples.Quirks(Line).HasFlag(ServerQuirks.OddStatus));
    }

    private static BodyStructure Body(string body)
    {
        var row = Samples.Row("* 1 FETCH (BODYSTRUCTURE " + body + " UID 9)");
        Assert.Empty(row.Defects);
        Assert.Equal(new Uid(9), row.Uid);
        return row.BodyStructure!;
    }
}
