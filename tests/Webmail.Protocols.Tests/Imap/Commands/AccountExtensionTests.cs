using System.Text;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;

namespace Webmail.Protocols.Tests.Imap.Commands;

/// <summary>Rights, quota, annotations and Gmail's labels, as servers say them.</summary>
public sealed class AccountExtensionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_tells_rights_and_annotations_in_one_command()
    {
        await using var scripted = await Scripted.SignedInAsync(
            session => session.AnswerAsync(
                "LIST",
                "* LIST () \"/\" INBOX",
                "* MYRIGHTS INBOX lrswi",
                "* METADATA INBOX (\"/shared/vendor/cmu/cyrus-imapd/color\" \"#b71c1c\" \"/private/comment\" NIL)",
                "* LIST () \"/\" Other"),
            "IMAP4rev1 LIST-EXTENDED LIST-MYRIGHTS LIST-METADATA ACL METADATA");
        var listings = await scripted.Connection.ListAsync(
            new ListOptions { Subscriptions = false, Rights = true, Metadata = ["/shared/vendor/cmu/cyrus-imapd/color", "/private/comment"] }, Ct);
        Assert.Equal(MailboxRights.Parse("lrswi"), listings[0].Rights);
        Assert.Equal("#b71c1c", Encoding.ASCII.GetString(listings[0].Metadata![0].Value!.Value.Span));
        Assert.Null(listings[0].Metadata![1].Value);
        Assert.Null(listings[1].Rights);
        Assert.Equal("LIST \"\" \"*\" RETURN (CHILDREN MYRIGHTS METADATA (\"/shared/vendor/cmu/cyrus-imapd/color\" \"/private/comment\"))", scripted.Said[^1]);
    }

    [Theory]
    [InlineData("lrswipcd", true)]
    [InlineData("lrswipkxtea", true)]
    [InlineData("lrs", false)]
    public void Rights_of_both_RFCs_allow_deleting(string letters, bool allowed)
    {
        var rights = MailboxRights.Parse(letters);
        Assert.Equal((allowed, allowed, allowed), (rights.Allows(MailboxRight.DeleteMessages), rights.Allows(MailboxRight.Expunge), rights.Allows(MailboxRight.CreateChildren)));
    }

    [Fact]
    public void Rights_are_equal_in_any_order() => Assert.Equal(MailboxRights.Parse("lrs"), MailboxRights.Of(MailboxRight.KeepSeen, MailboxRight.Lookup, MailboxRight.Read));

    [Fact]
    public async Task Acl_commands_are_written_as_rfc4314_says()
    {
        await using var scripted = await Scripted.SignedInAsync(
            async session =>
            {
                await session.AnswerAsync("SETACL");
                await session.AnswerAsync("DELETEACL");
                await session.AnswerAsync("LISTRIGHTS", "* LISTRIGHTS INBOX smith la r swicdkxte");
            },
            "IMAP4rev1 ACL");
        await scripted.Connection.SetAclAsync(MailboxName.Inbox, "-smith", AclChange.Remove, MailboxRights.Parse("wi"), Ct);
        await scripted.Connection.DeleteAclAsync(MailboxName.Inbox, "smith", Ct);
        var rights = await scripted.Connection.ListRightsAsync(MailboxName.Inbox, "smith", Ct);
        Assert.Equal(["SETACL \"INBOX\" \"-smith\" \"-wi\"", "DELETEACL \"INBOX\" \"smith\"", "LISTRIGHTS \"INBOX\" \"smith\""], scripted.Said.Skip(1));
        Assert.Equal(("la", "r,swicdkxte"), (rights!.Required, string.Join(',', rights.Optional)));
    }

    [Fact]
    public async Task Without_the_extensions_there_is_nothing_to_tell()
    {
        await using var scripted = await Scripted.SignedInAsync(session => session.AnswerAsync("NOOP"), "IMAP4rev1");
        Assert.Null(await scripted.Connection.MyRightsAsync(MailboxName.Inbox, Ct));
        Assert.Empty((await scripted.Connection.QuotaRootAsync(MailboxName.Inbox, Ct)).Roots);
        Assert.Null(await scripted.Connection.JmapAccessAsync(Ct));
        Assert.Empty(await scripted.Connection.LanguagesAsync(Ct));
        await Assert.ThrowsAsync<NotSupportedException>(() => scripted.Connection.GetAclAsync(MailboxName.Inbox, Ct));
        await Assert.ThrowsAsync<NotSupportedException>(() => scripted.Connection.StoreLabelsAsync(UidSet.Parse("1"), StoreAction.Add, ["x"], Ct));
        await scripted.Connection.NoopAsync(Ct);
    }

    [Fact]
    public async Task Quota_is_told_with_its_roots()
    {
        await using var scripted = await Scripted.SignedInAsync(
            async session =>
            {
                await session.AnswerAsync("GETQUOTAROOT", "* QUOTAROOT INBOX \"\" !partition/sda4", "* QUOTA \"\" (STORAGE 10 512 MESSAGE 2 100)");
                await session.AnswerAsync("SETQUOTA", "* QUOTA \"\" (STORAGE 10 600)");
            },
            "IMAP4rev1 QUOTA QUOTASET");
        var quota = await scripted.Connection.QuotaRootAsync(MailboxName.Inbox, Ct);
        Assert.Equal((2, "MESSAGE", 100ul), (quota.Roots.Count, quota.Quotas[0].Resources[1].Name, quota.Quotas[0].Resources[1].Limit));
        await scripted.Connection.SetQuotaAsync("", new Dictionary<string, ulong> { ["STORAGE"] = 600 }, Ct);
        Assert.Equal("SETQUOTA \"\" (STORAGE 600)", scripted.Said[^1]);
        await Assert.ThrowsAsync<ArgumentException>(() => scripted.Connection.SetQuotaAsync("", new Dictionary<string, ulong> { ["A)\r\nB"] = 600 }, Ct));
    }

    [Fact]
    public async Task Annotations_of_the_server_and_deep_ones()
    {
        await using var scripted = await Scripted.SignedInAsync(
            async session =>
            {
                await session.AnswerTaggedAsync("GETMETADATA", "OK [METADATA LONGENTRIES 2199] some left out", "* METADATA \"\" (/shared/comment \"hi\")");
                await session.AnswerAsync("SETMETADATA");
            },
            "IMAP4rev1 LITERAL+ METADATA-SERVER");
        var told = await scripted.Connection.GetMetadataAsync(null, ["/shared/comment"], MetadataDepth.All, 1024, Ct);
        Assert.Equal((1, 2199ul), (told.Entries.Count, told.LongestLeftOut!.Value));
        Assert.Equal("GETMETADATA (MAXSIZE 1024 DEPTH infinity) \"\" (\"/shared/comment\")", scripted.Said[^1]);
        await scripted.Connection.SetMetadataAsync(null, new Dictionary<string, ReadOnlyMemory<byte>?> { ["/private/a"] = null, ["/private/b"] = new byte[] { 0, 1 } }, Ct);
        Assert.Equal("SETMETADATA \"\" (\"/private/a\" NIL \"/private/b\" ~{2+}\0\u0001)", scripted.Said[^1]);
        await Assert.ThrowsAsync<NotSupportedException>(() => scripted.Connection.GetMetadataAsync(MailboxName.Inbox, ["/shared/comment"], MetadataDepth.Named, null, Ct));
    }

    [Theory]
    [InlineData("comment")]
    [InlineData("/a/*")]
    [InlineData("/a//b")]
    [InlineData("/a/\r\nb")]
    public async Task Names_that_are_no_annotations_are_refused(string name)
    {
        await using var scripted = await Scripted.SignedInAsync(session => Task.CompletedTask, "IMAP4rev1 METADATA");
        await Assert.ThrowsAsync<ArgumentException>(() => scripted.Connection.GetMetadataAsync(null, [name], MetadataDepth.Named, null, Ct));
    }

    [Fact]
    public async Task A_mailbox_is_told_what_it_is_for_and_tells_its_id()
    {
        await using var scripted = await Scripted.SignedInAsync(
            async session =>
            {
                await session.AnswerTaggedAsync("CREATE", "OK [MAILBOXID (F2212ea87-6097)] created");
                await session.AnswerAsync("SETMETADATA");
            },
            "IMAP4rev1 CREATE-SPECIAL-USE OBJECTID METADATA");
        Assert.Equal("F2212ea87-6097", await scripted.Connection.CreateAsync(MailboxName.Create("Sent"), SpecialUse.Sent, Ct));
        await scripted.Connection.SetSpecialUseAsync(MailboxName.Create("Sent"), SpecialUse.Sent, Ct);
        Assert.Equal(["CREATE \"Sent\" (USE (\\Sent))", "SETMETADATA \"Sent\" (\"/private/specialuse\" \"\\\\Sent\")"], scripted.Said.Skip(1));
    }

    [Fact]
    public async Task Gmail_labels_are_stored_and_searched()
    {
        await using var scripted = await Scripted.SelectedAsync(session => session.AnswerAsync("UID STORE"), "IMAP4rev1 X-GM-EXT-1");
        await scripted.Connection.StoreLabelsAsync(UidSet.Parse("1:2"), StoreAction.Add, ["\\Starred", "Grün", "\\a \"b\""], Ct);
        Assert.Equal("UID STORE 1:2 +X-GM-LABELS.SILENT (\\Starred \"Gr&APw-n\" \"\\\\a \\\"b\\\"\")", scripted.Said[^1]);
    }

    [Fact]
    public async Task Gmails_and_yahoos_XLIST_tells_what_mailboxes_are_for()
    {
        await using var scripted = await Scripted.SignedInAsync(
            session => session.AnswerAsync("XLIST", "* XLIST (\\HasNoChildren \\Inbox) \"/\" \"Posteingang\"", "* XLIST (\\AllMail) \"/\" \"All\"", "* XLIST (\\Spam) \"/\" \"S\""),
            "IMAP4rev1 XLIST");
        var listings = await scripted.Connection.ListAsync(new ListOptions { Subscriptions = false }, Ct);
        Assert.Equal([SpecialUse.Inbox, SpecialUse.All, SpecialUse.Junk], listings.Select(listing => listing.SpecialUse));
    }

    [Fact]
    public async Task Status_asks_for_what_the_server_counts()
    {
        await using var scripted = await Scripted.SignedInAsync(
            session => session.AnswerAsync("STATUS", "* STATUS INBOX (SIZE 5000000000 DELETED 3 DELETED-STORAGE 12 MAILBOXID (F1) APPENDLIMIT NIL)"),
            "IMAP4rev1 STATUS=SIZE OBJECTID QUOTA QUOTA=RES-STORAGE QUOTA=RES-MESSAGE");
        var status = await scripted.Connection.StatusAsync(
            MailboxName.Inbox, StatusItems.Size | StatusItems.Deleted | StatusItems.DeletedStorage | StatusItems.MailboxId | StatusItems.AppendLimit, Ct);
        Assert.Equal((5_000_000_000ul, 3u, 12ul, "F1"), (status.Size!.Value, status.Deleted!.Value, status.DeletedStorage!.Value, status.MailboxId));
        Assert.Equal("STATUS \"INBOX\" (SIZE MAILBOXID DELETED DELETED-STORAGE)", scripted.Said[^1]);
    }
}
