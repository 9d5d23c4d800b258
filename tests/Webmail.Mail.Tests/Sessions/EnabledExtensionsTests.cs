using System.Text;
using Webmail.Mail.Compose;
using Webmail.Mail.Messages;
using Webmail.Mail.Sessions;
using Webmail.Protocols.Imap;
using Webmail.TestKit.Imap;

namespace Webmail.Mail.Tests.Sessions;

/// <summary>What follows when a server takes ENABLE IMAP4rev2 and UTF8=ACCEPT.</summary>
public sealed class EnabledExtensionsTests
{
    private const string Rev2 = "IMAP4rev1 IMAP4rev2 LITERAL+ ENABLE UTF8=ACCEPT QRESYNC CONDSTORE";
    private const string South = "S\u00c3\u00bcd & Nord"; // UTF-8, an octet a character

    private static readonly MailboxName SouthName = MailboxName.Create("Süd & Nord");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_of_ours_that_is_announced_is_enabled_at_once()
    {
        await using var scripted = new ScriptedAccount(Rev2, Answer);

        await using var lease = await scripted.Account.Pool.RentAnyAsync(Ct);

        Assert.Equal("ENABLE QRESYNC IMAP4rev2 UTF8=ACCEPT", scripted.Said[0]);
        Assert.Superset(new HashSet<string> { "QRESYNC", "IMAP4rev2", "UTF8=ACCEPT" }, lease.Connection.Enabled.ToHashSet());
    }

    [Fact]
    public async Task A_folder_is_selected_without_waiting_for_the_answer_to_ENABLE()
    {
        await using var scripted = new ScriptedAccount(Rev2, Answer, enablesLate: true);

        await using var lease = await scripted.Account.Pool.RentAsync(MailboxName.Inbox, LeaseUse.Shared, Ct);

        Assert.Contains("QRESYNC", lease.Connection.Enabled);
        Assert.NotNull(lease.Connection.Selected);
    }

    [Fact]
    public async Task A_server_with_UTF8_ACCEPT_alone_is_asked_for_that()
    {
        await using var scripted = new ScriptedAccount("IMAP4rev1 ENABLE UTF8=ACCEPT", Answer);

        await using var lease = await scripted.Account.Pool.RentAnyAsync(Ct);

        Assert.Equal("ENABLE UTF8=ACCEPT", scripted.Said[0]);
    }

    [Fact]
    public async Task Names_of_folders_are_UTF8_both_ways()
    {
        await using var scripted = new ScriptedAccount(Rev2, Answer);

        var tree = await scripted.Account.Folders.LoadAsync(Ct);
        await using var view = await scripted.Account.OpenFolderAsync(SouthName, ListOrder.NewestFirst, Ct);

        Assert.NotNull(tree.Find(SouthName));
        Assert.Contains(scripted.Said, line => line.StartsWith($"SELECT \"{South}\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_refuses_ENABLE_is_spoken_to_in_modified_UTF7()
    {
        await using var scripted = new ScriptedAccount(Rev2, command => command.Name == "ENABLE" ? null : Answer(command));

        await using var view = await scripted.Account.OpenFolderAsync(SouthName, ListOrder.NewestFirst, Ct);

        Assert.Contains(scripted.Said, line => line.StartsWith("SELECT \"S&APw-d &- Nord\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_RECENT_and_with_ESEARCH_answers_a_list_is_counted()
    {
        await using var scripted = new ScriptedAccount(Rev2, Answer);

        await using var view = await scripted.Account.OpenFolderAsync(SouthName, ListOrder.NewestFirst, Ct);
        var window = await view.GetWindowAsync(0, 10, Ct);
        await TestKit.Eventually.TrueAsync(() => view.TryGetWindow(0, 1) is { Unread: 1 }, "one is unread", Ct);

        Assert.Equal(["two", "one"], window.Rows.Select(row => row.Subject));
    }

    [Theory]
    [InlineData("IMAP4rev1 LITERAL+ ENABLE UTF8=ACCEPT", "APPEND \"Sent\" (\\Seen) UTF8 (~{6+}")]
    [InlineData(Rev2, "APPEND \"Sent\" (\\Seen) {6+}")]
    public async Task What_was_sent_with_addresses_in_UTF8_is_filed_as_such(string capabilities, string expected)
    {
        await using var scripted = new ScriptedAccount(capabilities, Answer);
        var copy = new SentCopy(6, (_, _) => new MemoryStream(Encoding.ASCII.GetBytes("To: a\n")), [], HasUtf8Headers: true);

        await scripted.Account.Drafts.FileSentAsync("Sent", "<a@b>", copy, Ct);

        Assert.Contains(scripted.Said, line => line.StartsWith(expected, StringComparison.Ordinal));
    }

    private static string[]? Answer(ScriptedCommand command) => command.Name switch
    {
        "ENABLE" => ["* ENABLED " + command.Text["ENABLE ".Length..]],
        "LIST" => ["* LIST () \"/\" \"INBOX\"", $"* LIST () \"/\" \"{South}\""],
        "STATUS" => [],
        "SELECT" => ["* 2 EXISTS", "* OK [UIDVALIDITY 7] valid", "* OK [UIDNEXT 3] next", "* OK [HIGHESTMODSEQ 9] changes", $"* LIST () \"/\" \"{South}\""],
        "UID SEARCH" => ["* ESEARCH (TAG \"{tag}\") UID COUNT 1"],
        "FETCH" => [Row(1, "one"), Row(2, "two")],
        _ => [],
    };

    private static string Row(int number, string subject) =>
        $"* {number} FETCH (UID {number} FLAGS () INTERNALDATE \"22-Nov-2026 04:00:00 +0000\" RFC822.SIZE 200 ENVELOPE (NIL \"{subject}\" NIL NIL NIL NIL NIL NIL NIL NIL))";
}
