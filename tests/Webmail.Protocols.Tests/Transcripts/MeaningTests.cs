using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Grammar;

namespace Webmail.Protocols.Tests.Transcripts;

/// <summary>What the replies of real servers mean.</summary>
public sealed class MeaningTests
{
    [Fact]
    public void Gmail_LIST_names_and_uses()
    {
        var listings = Samples.Of("gmail/list-all.txt").OfType<ListReply>().Select(reply => reply.Listing).ToList();

        Assert.Contains(listings, listing => listing.Name.IsInbox && listing.Delimiter == '/');
        Assert.Contains(listings, listing => listing.Name.Value == "[Gmail]" && !listing.IsSelectable);
        var special = Samples.Of("gmail/xlist.txt").OfType<ListReply>().Select(reply => reply.Listing);
        Assert.Equal("[Gmail]/Trash", special.Single(listing => listing.SpecialUse == SpecialUse.Trash).Name.Value);
    }

    [Fact]
    public void Zoho_XLIST_names_are_decoded_and_uses_are_known()
    {
        var listings = Samples.Of("zoho/xlist.txt").OfType<ListReply>().ToList();

        Assert.All(listings, reply => Assert.Equal(ListKind.XList, reply.Kind));
        Assert.Equal(SpecialUse.Drafts, listings.Single(reply => reply.Listing.Name.Value == "Entwürfe").Listing.SpecialUse);
        Assert.Equal(SpecialUse.Junk, listings.Single(reply => reply.Listing.Name.Value == "Spam").Listing.SpecialUse);
        Assert.Equal(["\\Templates"], listings.Single(reply => reply.Listing.Name.Value == "Vorlagen").Listing.OtherAttributes);
    }

    [Fact]
    public void Lower_case_servers_are_understood()
    {
        Assert.True(Assert.IsType<CapabilityReply>(Samples.Of("lowercase/capability.txt")[0]).Capabilities.Has("SPECIAL-USE"));
        Assert.Equal(SpecialUse.Trash, Assert.IsType<ListReply>(Samples.Of("lowercase/list.txt")[1]).Listing.SpecialUse);
    }

    [Fact]
    public void Dovecot_NOTIFY_tells_status_renames_and_metadata()
    {
        var responses = Samples.Of("dovecot/notify-idle.txt");

        Assert.IsType<ContinuationResponse>(responses[0]);
        Assert.Equal(3u, responses.OfType<StatusReply>().First().Status.Messages);
        Assert.Equal("RenameMe", responses.OfType<ListReply>().Single(reply => reply.Listing.OldName is not null).Listing.OldName!.Value);
        Assert.True(responses.OfType<ListReply>().Single(reply => reply.Listing.Name.Value == "SubscribeMe").Listing.IsSubscribed);
        Assert.Null(responses.OfType<MetadataReply>().First().Mailbox);
        Assert.Equal("Terry Gray", Samples.Text(responses.OfType<FetchReply>().First().Row.Envelope!.From[0].Name));
    }

    [Fact]
    public void Gmail_ENVELOPE_and_BODYSTRUCTURE()
    {
        var row = Samples.Of("gmail/fetch-previewtext-bodystructure.txt").OfType<FetchReply>().First().Row;

        Assert.Equal(new Uid(1), row.Uid);
        Assert.Equal(507, row.Size);
        Assert.Equal(new DateTimeOffset(2016, 3, 3, 17, 25, 1, TimeSpan.Zero), row.InternalDate);
        Assert.Equal("text/plain message", Samples.Text(row.Envelope!.Subject));
        Assert.Equal(3, row.Envelope.Cc.Count);
        Assert.Same(row.Envelope.From, row.Envelope.Sender);
        var body = Assert.IsType<SinglePartStructure>(row.BodyStructure);
        Assert.Equal(("1", "text", "plain", "7bit", 5235L, 112L), (body.Section, body.MediaType, body.MediaSubtype, body.Encoding, body.Octets, body.Lines));
        Assert.Equal("utf-8", Samples.Text(body.Parameter("charset")));
    }

    [Fact]
    public void Nested_messages_are_numbered_as_RFC_9051_section_6_4_5_1_says()
    {
        var row = Samples.Row(
            "* 1 FETCH (BODYSTRUCTURE ((\"text\" \"plain\" NIL NIL NIL \"7bit\" 1 1)(\"message\" \"rfc822\" NIL NIL NIL \"7bit\" 9 (NIL \"inner\" NIL NIL NIL NIL NIL NIL NIL NIL) "
            + "((\"text\" \"plain\" NIL NIL NIL \"7bit\" 1 1)((\"text\" \"plain\" NIL NIL NIL \"7bit\" 1 1)(\"text\" \"html\" NIL NIL NIL \"7bit\" 1 1) \"alternative\") \"mixed\") 4)"
            + "(\"message\" \"rfc822\" NIL NIL NIL \"7bit\" 9 (NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL) (\"text\" \"plain\" NIL NIL NIL \"7bit\" 1 1) 4) \"mixed\"))");

        var outer = Assert.IsType<MultipartStructure>(row.BodyStructure);
        var message = Assert.IsType<SinglePartStructure>(outer.Parts[1]);
        var inner = Assert.IsType<MultipartStructure>(message.EmbeddedBody);
        Assert.Equal(("", "2", "2"), (outer.Section, message.Section, inner.Section));
        Assert.Equal("inner", Samples.Text(message.Envelope!.Subject));
        Assert.Equal(["2.1", "2.2"], inner.Parts.Select(part => part.Section));
        Assert.Equal("2.2.2", Assert.IsType<MultipartStructure>(inner.Parts[1]).Parts[1].Section);
        Assert.Equal("3.1", Assert.IsType<SinglePartStructure>(outer.Parts[2]).EmbeddedBody!.Section);
    }

    [Theory]
    [InlineData("dovecot/search-partial-negative.txt", -1, -10, "5:14")]
    [InlineData("dovecot/search-partial.txt", 1, 10, "1:3,5,7:10")]
    [InlineData("dovecot/search-partial-nil.txt", 100, 110, "")]
    public void ESEARCH_PARTIAL(string file, long first, long last, string numbers)
    {
        var partial = Assert.IsType<EsearchReply>(Samples.Of(file)[0]).Partial!;

        Assert.Equal((first, last), (partial.First, partial.Last));
        Assert.Equal(numbers, OrderedRun.ToSet(partial.Numbers).ToString());
    }

    [Fact]
    public void ESEARCH_tells_what_it_was_asked()
    {
        var reply = Assert.IsType<EsearchReply>(Samples.Of("dovecot/search-changed-since.txt")[0]);

        Assert.True(reply.IsUid);
        Assert.Equal((1u, 7u, 7u), (reply.Min, reply.Max, reply.Count));
        Assert.Equal(new ModSeq(4), reply.ModSeq);
        Assert.Equal("1:7", reply.AllNumbers.ToString());
        Assert.Equal([11, 22, 33, 44, 55, 66, 77], reply.Relevancy);
    }

    [Fact]
    public void ESEARCH_for_SORT_keeps_the_order()
    {
        var all = Assert.IsType<EsearchReply>(Samples.Of("dovecot/sort-by-date.txt")[0]).All!;

        Assert.Equal([7u, 14, 6, 13, 5, 12, 4, 11, 3, 10, 2, 9, 1, 8], OrderedRun.Expand(all));
    }

    [Fact]
    public void SORT_SEARCH_and_THREAD()
    {
        Assert.Equal([7u, 14, 6, 13, 5, 12, 4, 11, 3, 10, 2, 9, 1, 8], Assert.IsType<SortReply>(Samples.Of("dovecot/sort-raw.txt")[0]).Numbers);
        Assert.Equal("1:14", Assert.IsType<SearchReply>(Samples.Of("yahoo/search.txt")[0]).Numbers.ToString());
        var threads = Assert.IsType<ThreadReply>(Samples.Of("dovecot/thread-references.txt")[0]).Threads;
        Assert.Equal("1(2(3(5) 6) 4) 7", string.Join(' ', threads.Select(Shape)));
    }

    [Fact]
    public void A_thread_without_its_first_message_has_a_parent_without_a_number() =>
        Assert.Equal("?(3 5)", string.Join(' ', Samples.Parse<ThreadReply>("* THREAD ((3)(5))").Threads.Select(Shape)));

    [Fact]
    public void SEARCH_with_a_modification_sequence()
    {
        var reply = Samples.Parse<SearchReply>("* SEARCH 2 5 6 (MODSEQ 917162500)");

        Assert.Equal("2,5:6", reply.Numbers.ToString());
        Assert.Equal(new ModSeq(917162500), reply.HighestModSeq);
    }

    [Fact]
    public void VANISHED()
    {
        Assert.Equal("1:14", Assert.IsType<VanishedReply>(Samples.Of("dovecot/expunge.txt")[0]).Uids.ToString());
        Assert.True(Assert.IsType<VanishedReply>(Samples.Of("dovecot/fetch2.txt")[0]).Earlier);
    }

    [Fact]
    public void NAMESPACE_with_extensions()
    {
        var namespaces = Assert.IsType<NamespaceReply>(Samples.Of("common/namespace.txt")[0]).Namespaces;

        Assert.Equal([new ImapNamespace("", '/')], namespaces.Personal);
        Assert.Equal([new ImapNamespace("Other Users/", '/')], namespaces.Others);
        Assert.Equal([new ImapNamespace("Public Folders/", '/')], namespaces.Shared);
    }

    [Fact]
    public void QUOTA_and_its_root()
    {
        var responses = Samples.Of("common/getquota-no-root.txt");

        Assert.Equal(["storage=0"], Assert.IsType<QuotaRootReply>(responses[0]).Roots);
        Assert.Equal([new QuotaResource("STORAGE", 28257, 256000)], Assert.IsType<QuotaReply>(responses[1]).Resources);
    }

    [Fact]
    public void ACL_and_rights()
    {
        Assert.Equal([new AclEntry("Fred", "rwipslxetad"), new AclEntry("Chris", "lrswi")], Assert.IsType<AclReply>(Samples.Of("acl/getacl.txt")[0]).Entries);
        Assert.Equal("rwiptsldaex", Assert.IsType<MyRightsReply>(Samples.Of("acl/myrights.txt")[0]).Rights);
        var list = Assert.IsType<ListRightsReply>(Samples.Of("acl/listrights.txt")[0]);
        Assert.Equal(("anyone", "", 23), (list.Identifier, list.Required, list.Optional.Count));
    }

    [Fact]
    public void METADATA_values_and_codes()
    {
        var responses = Samples.Of("metadata/inbox-getmetadata-options.txt");

        Assert.Equal("this is a private comment", Samples.Text(Assert.Single(Assert.IsType<MetadataReply>(responses[0]).Entries).Value));
        var code = Assert.IsType<NumberCode>(Assert.IsType<TaggedResponse>(responses[1]).Code);
        Assert.Equal((ResponseCodeKind.MetadataLongEntries, 2199UL), (code.Kind, code.Value));
        Assert.Equal(ResponseCodeKind.MetadataNoPrivate, Assert.IsType<TaggedResponse>(Samples.Of("metadata/setmetadata-noprivate.txt")[0]).Code!.Kind);
    }

    [Fact]
    public void ID_is_a_dictionary() =>
        Assert.Equal("GImap", Assert.IsType<IdReply>(Samples.Of("common/id.txt")[0]).Fields["name"]);

    [Fact]
    public void SELECT_of_Yahoo()
    {
        var responses = Samples.Of("yahoo/examine-inbox.txt");
        var codes = responses.OfType<ConditionResponse>().Select(response => response.Code).ToList();

        Assert.Equal(1u, responses.OfType<ExistsReply>().Single().Count);
        Assert.Equal(1595903349UL, codes.OfType<NumberCode>().Single(code => code.Kind == ResponseCodeKind.UidValidity).Value);
        Assert.False(codes.OfType<PermanentFlagsCode>().Single().AllowsNewKeywords);
        Assert.Equal("27", codes.OfType<MailboxIdCode>().Single().MailboxId);
        Assert.Equal(ResponseCodeKind.ReadOnly, responses.OfType<TaggedResponse>().Single().Code!.Kind);
    }

    [Fact]
    public void Gmail_labels_object_ids_and_dates()
    {
        Assert.Equal(["\\Important", "Custom Label"], Samples.Of("gmail/set-labels.txt").OfType<FetchReply>().First().Row.Labels);
        var rows = Samples.Of("gmail/fetch-objectid.txt").OfType<FetchReply>().Select(fetch => fetch.Row).ToList();
        Assert.Equal(("M6d99ac3275bb4e", "T64b478a75b7ea9"), (rows[0].EmailId, rows[0].ThreadId));
        Assert.Null(rows[3].ThreadId);
        var saved = Samples.Of("gmail/fetch-savedate.txt").OfType<FetchReply>().Select(fetch => fetch.Row.SaveDate).ToList();
        Assert.Equal(new DateTimeOffset(2023, 9, 12, 13, 39, 1, TimeSpan.FromHours(-4)), saved[0]);
        Assert.Null(saved[3]);
        Assert.StartsWith("Planet Fitness", Samples.Of("gmail/fetch-preview.txt").OfType<FetchReply>().First().Row.Preview, StringComparison.Ordinal);
    }

    [Fact]
    public void STATUS_of_an_IMAP4rev2_server()
    {
        var status = Samples.Parse<StatusReply>("* STATUS INBOX (MESSAGES 9 UNSEEN 2 SIZE 123456789012 DELETED 1 HIGHESTMODSEQ 7 MAILBOXID (F1) APPENDLIMIT NIL)").Status;

        Assert.Equal((9u, 2u, 123456789012UL, 1u), (status.Messages, status.Unseen, status.Size, status.Deleted));
        Assert.Equal("F1", status.MailboxId);
        Assert.Null(status.AppendLimit);
    }

    [Fact]
    public void UIDFETCH_has_a_UID_and_no_number()
    {
        var row = Samples.Row("* 25900 UIDFETCH (FLAGS (\\Seen))");

        Assert.Equal((0u, new Uid(25900)), (row.SequenceNumber, row.Uid));
    }

    [Fact]
    public void Binary_sections()
    {
        var row = Samples.Row("* 1 FETCH (BINARY[1.2]<100> ~{4}\r\n\0ab\r BINARY.SIZE[1.2] 4711 UID 3)");

        var section = row.Section(SectionPath.Create("1.2"))!;
        Assert.True(section is { IsBinary: true, Origin: 100u });
        Assert.Equal([0, (byte)'a', (byte)'b', 13], section.Data!.Value.ToArray());
        Assert.Equal(4711, Assert.Single(row.BinarySizes).Octets);
    }

    [Theory]
    [InlineData("A1 NO [AUTHENTICATIONFAILED] no", ResponseCodeKind.AuthenticationFailed)]
    [InlineData("A1 NO [UNKNOWN-CTE] no", ResponseCodeKind.UnknownCte)]
    [InlineData("A1 NO [INUSE] no", ResponseCodeKind.InUse)]
    [InlineData("A1 NO [LIMIT] no", ResponseCodeKind.Limit)]
    [InlineData("A1 NO [tryCreate] no", ResponseCodeKind.TryCreate)]
    [InlineData("A1 OK [X-NEW thing \"a]b\"] yes", ResponseCodeKind.Other)]
    [InlineData("A1 OK [UIDNEXT many] yes", ResponseCodeKind.UidNext)]
    public void A_response_code_is_known_by_its_word(string line, ResponseCodeKind kind)
    {
        var response = Samples.Parse<TaggedResponse>(line);

        Assert.Equal(kind, response.Code!.Kind);
        Assert.Contains(response.Text, new[] { "no", "yes" });
    }

    [Fact]
    public void A_bracket_without_an_end_is_text() => Assert.Equal("[ups", Samples.Parse<ConditionResponse>("* OK [ups").Text);

    [Fact]
    public void The_replies_that_imaptest_expects_are_understood()
    {
        var fetches = Samples.Expected().Select(frame => ImapGrammar.ParseResponse(frame)).OfType<FetchReply>().ToList();

        Assert.True(fetches.Count > 50);
        Assert.Contains(fetches, fetch => fetch.Row.Envelope is { To: [{ IsGroupStart: true }, ..] } envelope && envelope.To[3].IsGroupEnd);
        Assert.Contains(fetches, fetch => fetch.Row.BodyStructure is MultipartStructure);
    }

    private static string Shape(ThreadNode node)
    {
        var number = node.Number?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "?";
        return node.Children.Count == 0 ? number : number + "(" + string.Join(' ', node.Children.Select(Shape)) + ")";
    }
}
