using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.Protocols.Net;
using Webmail.TestKit;
using Webmail.TestKit.Servers;

namespace Webmail.Protocols.Tests.Imap.RealServers;

/// <summary>What a mail program does all day, the same on every server, over TLS and over STARTTLS.</summary>
public abstract class ServerScenario : IAsyncLifetime
{
    private static readonly MailboxName Other = MailboxName.Create("Größe & Maß");

    private ImapHost _host = null!;
    private string _user = "";

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>False for a server that changes flags of a mailbox that was opened to read only.</summary>
    protected virtual bool KeepsFlagsWhenExamined => true;

    protected abstract Task<ImapHost> HostAsync();

    public async ValueTask InitializeAsync()
    {
        _host = await HostAsync();
        _user = _host.NewUser();
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [ScenarioTheory]
    [InlineData(TransportSecurity.Tls)]
    [InlineData(TransportSecurity.StartTls)]
    public async Task Signing_in_ends_with_TLS_and_the_features_of_a_signed_in_user(TransportSecurity security)
    {
        await using var connection = await SignedInAsync(security);
        Assert.Equal(ImapConnectionState.Authenticated, connection.State);
        Assert.NotNull(connection.Tls);
        Assert.True(connection.Capabilities.Has("UIDPLUS"));
        await connection.LogoutAsync(Ct);
    }

    [ScenarioTheory]
    [InlineData(TransportSecurity.Tls)]
    [InlineData(TransportSecurity.StartTls)]
    public async Task A_wrong_password_is_refused_and_the_right_one_taken_on_the_same_connection(TransportSecurity security)
    {
        await using var connection = await ConnectAsync(security);
        await Assert.ThrowsAsync<ImapCommandException>(() => connection.SignInAsync(ImapCredentials.Password(_user, "wrong"), Ct));
        await connection.SignInAsync(ImapCredentials.Password(_user, _host.Password), Ct);
        Assert.Equal(ImapConnectionState.Authenticated, connection.State);
    }

    [ScenarioTheory]
    [InlineData(TransportSecurity.Tls)]
    [InlineData(TransportSecurity.StartTls)]
    public async Task The_tree_shows_a_mailbox_with_its_counters_and_its_new_name(TransportSecurity security)
    {
        await using var connection = await SignedInAsync(security);
        var (name, renamed) = (await NameAsync(connection, Other.Value), await NameAsync(connection, "Renamed"));
        await connection.CreateAsync(name, Ct);
        await AppendAsync(connection, name, "one");
        var listed = await connection.ListAsync(new ListOptions { Status = StatusItems.Messages }, Ct);
        Assert.Contains(listed, listing => listing.Name.IsInbox);
        Assert.Equal(1u, Assert.Single(listed, listing => listing.Name.Equals(name)).Status?.Messages);
        await connection.RenameAsync(name, renamed, Ct);
        listed = await connection.ListAsync(new ListOptions(), Ct);
        Assert.Contains(listed, listing => listing.Name.Equals(renamed));
        Assert.DoesNotContain(listed, listing => listing.Name.Equals(name));
    }

    [ScenarioTheory]
    [InlineData(TransportSecurity.Tls)]
    [InlineData(TransportSecurity.StartTls)]
    public async Task A_window_of_rows_has_what_a_list_shows(TransportSecurity security)
    {
        await using var connection = await SelectedAsync(security, "one", "two", "three");
        var rows = await RowsAsync(connection.FetchAsync(SequenceSet.Range(2, 3), FetchItems.Listing, ct: Ct));
        Assert.Equal(["two", "three"], rows.Select(row => Text(row.Envelope!.Subject)));
        Assert.All(rows, row => Assert.True(row is { Flags: not null, InternalDate: not null, Size: > 0, BodyStructure.MediaType: "text", Defects.Count: 0 }));
    }

    [ScenarioTheory]
    [InlineData(TransportSecurity.Tls)]
    [InlineData(TransportSecurity.StartTls)]
    public async Task A_long_subject_loses_no_row(TransportSecurity security)
    {
        var folded = string.Join("\r\n ", Enumerable.Repeat(new string('s', 70), 106));
        await using var connection = await SelectedAsync(security, "before", folded, "after");
        var rows = await RowsAsync(connection.FetchAsync(SequenceSet.All, FetchItems.Listing, ct: Ct));
        Assert.Equal(3, rows.Count);
        Assert.True(rows[1].Envelope!.Subject.Length > 7000);
        Assert.Equal("after", Text(rows[2].Envelope!.Subject));
    }

    [ScenarioTheory]
    [InlineData(TransportSecurity.Tls)]
    [InlineData(TransportSecurity.StartTls)]
    public async Task Flags_are_set_taken_and_told(TransportSecurity security)
    {
        await using var connection = await SelectedAsync(security, "one");
        var all = await UidsAsync(connection);
        await connection.StoreAsync(all, StoreAction.Add, FlagSet.Of(Flag.Seen, Flag.Flagged, Flag.Forwarded), unchangedSince: null, Ct);
        await connection.StoreAsync(all, StoreAction.Remove, FlagSet.Of(Flag.Flagged), unchangedSince: null, Ct);
        var row = Assert.Single(await RowsAsync(connection.FetchAsync(all, FetchItems.FlagsOnly, ct: Ct)));
        Assert.True(row.Flags!.IsSeen && row.Flags.Contains(Flag.Forwarded) && !row.Flags.Contains(Flag.Flagged));
    }

    [ScenarioTheory]
    [InlineData(TransportSecurity.Tls)]
    [InlineData(TransportSecurity.StartTls)]
    public async Task Messages_are_copied_and_moved(TransportSecurity security)
    {
        await using var connection = await SelectedAsync(security, "stays", "goes");
        var to = await NameAsync(connection, "Target");
        await connection.CreateAsync(to, Ct);
        var uids = await UidsAsync(connection);
        await connection.CopyAsync(UidSet.Of(uids.Min), to, Ct);
        var moved = await connection.MoveAsync(UidSet.Of(uids.Max), to, Ct);
        Assert.NotNull(moved);
        Assert.Equal(uids.Min, (await UidsAsync(connection)).Max);
        Assert.Equal(2u, (await connection.StatusAsync(to, StatusItems.Messages, Ct)).Messages);
    }

    [ScenarioTheory]
    [InlineData(TransportSecurity.Tls)]
    [InlineData(TransportSecurity.StartTls)]
    public async Task Searching_sorting_and_threading_find_the_same_messages(TransportSecurity security)
    {
        await using var connection = await SelectedAsync(security, "zebra", "apple", "zebra Grün");
        var found = (await connection.SearchAsync(SearchQuery.Subject("zebra"), SearchReturn.Hits, Ct)).All!;
        Assert.Equal(2, found.Count);
        Assert.Equal(1, (await connection.SearchAsync(SearchQuery.Subject("grün"), SearchReturn.CountOnly, Ct)).Count);
        var sorted = await connection.SortAsync([new SortTerm(SortKey.Subject)], SearchQuery.All, SearchReturn.Hits, Ct);
        Assert.Equal(2u, sorted.All![0].Value);
        var threads = await connection.ThreadAsync(ThreadAlgorithm.References, SearchQuery.All, Ct);
        Assert.Equal(3, threads.Count);
    }

    [ScenarioTheory]
    [InlineData(TransportSecurity.Tls)]
    [InlineData(TransportSecurity.StartTls)]
    public async Task New_mail_is_told_while_idling_and_commands_go_on(TransportSecurity security)
    {
        await using var connection = await SelectedAsync(security, "one");
        await using var idle = await connection.IdleAsync(Ct);
        await using var elsewhere = await SignedInAsync(security);
        await AppendAsync(elsewhere, MailboxName.Inbox, "two");
        await EventAsync(connection, said => said is ExistsEvent { Count: 2 });
        await connection.NoopAsync(Ct);
        Assert.Equal(2u, connection.Selected!.Exists);
    }

    [ScenarioTheory]
    [InlineData(TransportSecurity.Tls)]
    [InlineData(TransportSecurity.StartTls)]
    public async Task Other_mailboxes_are_told_of_where_the_server_can(TransportSecurity security)
    {
        await using var connection = await SelectedAsync(security, "one");
        if (!connection.Capabilities.Has("NOTIFY"))
        {
            await Assert.ThrowsAsync<NotSupportedException>(() => connection.NotifyAsync(NotifySet.Everything, Ct));
            return;
        }

        var other = await NameAsync(connection, "Other");
        await connection.CreateAsync(other, Ct);
        await connection.NotifyAsync(NotifySet.Everything, Ct);
        await using var elsewhere = await SignedInAsync(security);
        await AppendAsync(elsewhere, other, "news");
        await EventAsync(connection, said => said is MailboxStatusEvent { Status: { Messages: 1 } status } && status.Name.Equals(other));
    }

    [ScenarioTheory]
    [InlineData(TransportSecurity.Tls)]
    [InlineData(TransportSecurity.StartTls)]
    public async Task A_full_quota_refuses_a_message_and_nothing_else(TransportSecurity security)
    {
        await using var connection = await SelectedAsync(security, "one");
        var big = Encoding.ASCII.GetBytes(Message("big") + string.Concat(Enumerable.Repeat(new string('x', 76) + "\r\n", (ImapHost.QuotaMiB + 1) * 14_000)));
        var refused = await Assert.ThrowsAsync<ImapCommandException>(() => connection.AppendAsync(MailboxName.Inbox, new MemoryStream(big), big.Length, FlagSet.Empty, date: null, Ct));
        Assert.Equal(ResponseStatus.No, refused.Status);
        await connection.NoopAsync(Ct);
        Assert.Equal(1u, connection.Selected!.Exists);
    }

    [ScenarioTheory]
    [InlineData(TransportSecurity.Tls)]
    [InlineData(TransportSecurity.StartTls)]
    public async Task A_mailbox_that_is_examined_is_read_only(TransportSecurity security)
    {
        await using var connection = await SelectedAsync(security, "one");
        await connection.ExamineAsync(MailboxName.Inbox, ct: Ct);
        Assert.True(connection.Selected!.ReadOnly);
        var all = await UidsAsync(connection);
        await Record.ExceptionAsync(() => connection.StoreAsync(all, StoreAction.Add, FlagSet.Of(Flag.Flagged), unchangedSince: null, Ct));
        await connection.SelectAsync(MailboxName.Inbox, ct: Ct);
        Assert.Equal(!KeepsFlagsWhenExamined, Assert.Single(await RowsAsync(connection.FetchAsync(all, FetchItems.FlagsOnly, ct: Ct))).Flags!.Contains(Flag.Flagged));
    }

    [ScenarioTheory]
    [InlineData(TransportSecurity.Tls)]
    [InlineData(TransportSecurity.StartTls)]
    public async Task A_message_that_goes_while_its_folder_is_read_costs_no_other_row(TransportSecurity security)
    {
        var subjects = Enumerable.Range(0, 40).Select(i => "m" + i.ToString(System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        await using var connection = await SelectedAsync(security, subjects);
        var uids = await UidsAsync(connection);
        await using var elsewhere = await SignedInAsync(security);
        await elsewhere.SelectAsync(MailboxName.Inbox, ct: Ct);
        var reading = RowsAsync(connection.FetchAsync(uids, FetchItems.Listing, ct: Ct));
        await elsewhere.StoreAsync(UidSet.Of(uids.Max), StoreAction.Add, FlagSet.Of(Flag.Deleted), unchangedSince: null, Ct);
        await elsewhere.ExpungeAsync(UidSet.Of(uids.Max), Ct);
        var rows = await reading;
        Assert.Equal(uids.Except([uids.Max]), rows.Select(row => row.Uid!.Value).Where(uid => uid != uids.Max).Order());
        await Eventually.TrueAsync(
            async ct =>
            {
                await connection.NoopAsync(ct);
                return connection.Selected!.Exists == 39;
            },
            "the message is gone here too",
            Ct);
        Assert.Empty(await RowsAsync(connection.FetchAsync(UidSet.Of(uids.Max), FetchItems.Listing, ct: Ct)));
    }

    [ScenarioTheory]
    [InlineData(TransportSecurity.Tls)]
    [InlineData(TransportSecurity.StartTls)]
    public async Task A_mailbox_made_anew_has_another_UIDVALIDITY(TransportSecurity security)
    {
        await using var connection = await SignedInAsync(security);
        var name = await NameAsync(connection, "Anew");
        await connection.CreateAsync(name, Ct);
        var before = (await connection.SelectAsync(name, ct: Ct)).Mailbox.UidValidity;
        await connection.CloseAsync(Ct);

        // Courier counts in seconds.
        await Eventually.TrueAsync(
            async ct =>
            {
                await connection.DeleteAsync(name, ct);
                await connection.CreateAsync(name, ct);
                var after = (await connection.SelectAsync(name, ct: ct)).Mailbox.UidValidity;
                await connection.CloseAsync(ct);
                return before is not null && after is not null && after != before;
            },
            "the number has changed",
            Ct);
        Assert.NotNull(before);
    }

    /// <summary>Makes a folder, puts a message with addresses in UTF-8 in it, and finds it by its subject.</summary>
    protected static async Task KeepsUtf8Async(ImapConnection connection, MailboxName name)
    {
        await connection.CreateAsync(name, Ct);
        await connection.SelectAsync(name, ct: Ct);
        await connection.AppendAsync(name, AppendMessage.From("To: j\u00fcrgen@b\u00fccher.test\r\nSubject: \u00fc\r\n\r\nHello"u8.ToArray()) with { HasUtf8Headers = true }, Ct);
        await connection.NoopAsync(Ct);
        Assert.Equal(1, (await connection.SearchAsync(SearchQuery.Subject("\u00fc"), SearchReturn.Hits, Ct)).All!.Count);
    }

    protected static string Text(ReadOnlyMemory<byte> octets) => Encoding.UTF8.GetString(octets.Span);

    protected static string Message(string subject) =>
        $"From: Ann <ann@example.org>\r\nTo: bob@example.org\r\nSubject: {(subject.Contains('ü', StringComparison.Ordinal) ? "=?utf-8?Q?" + subject.Replace(" ", "_", StringComparison.Ordinal).Replace("ü", "=C3=BC", StringComparison.Ordinal) + "?=" : subject)}\r\n"
        + $"Date: Mon, 02 Nov 2026 10:00:00 +0000\r\nMessage-ID: <{Guid.NewGuid():N}@example.org>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHello.\r\n";

    protected static async Task AppendAsync(ImapConnection connection, MailboxName mailbox, string subject)
    {
        var octets = Encoding.ASCII.GetBytes(Message(subject));
        await connection.AppendAsync(mailbox, new MemoryStream(octets), octets.Length, FlagSet.Empty, date: null, Ct);
    }

    // Courier's names all stand below INBOX.
    private static async Task<MailboxName> NameAsync(ImapConnection connection, string name)
    {
        var personal = (await connection.NamespaceAsync(Ct)).Personal;
        return MailboxName.Create((personal.Count > 0 ? personal[0].Prefix : "") + name);
    }

    protected static async Task<UidSet> UidsAsync(ImapConnection connection) => (await connection.SearchAsync(SearchQuery.All, SearchReturn.Hits, Ct)).All!;

    protected static async Task<List<FetchRow>> RowsAsync(IAsyncEnumerable<FetchRow> rows)
    {
        var list = new List<FetchRow>();
        await foreach (var row in rows.WithCancellation(Ct))
        {
            list.Add(row);
        }

        return list;
    }

    private static async Task EventAsync(ImapConnection connection, Func<ImapEvent, bool> wanted)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        while (!wanted(await connection.Events.ReadAsync(patience.Token)))
        {
            // Others come before it.
        }
    }

    protected Task<ImapConnection> ConnectAsync(TransportSecurity security) => ImapConnection.ConnectAsync(
        new ServerEndpoint("127.0.0.1", security == TransportSecurity.Tls ? _host.Imaps : _host.Imap, security), new ImapConnectionOptions { Certificates = Trusts(_host.AuthorityFile) }, Ct);

    /// <summary>Signed in with the best that both sides can.</summary>
    protected Task<ImapConnection> OpenAsync(TransportSecurity security) => ImapConnection.OpenAsync(
        new ServerEndpoint("127.0.0.1", security == TransportSecurity.Tls ? _host.Imaps : _host.Imap, security),
        ImapCredentials.Password(_user, _host.Password),
        new ImapConnectionOptions { Certificates = Trusts(_host.AuthorityFile) },
        Ct);

    private async Task<ImapConnection> SignedInAsync(TransportSecurity security)
    {
        var connection = await ConnectAsync(security);
        await connection.SignInAsync(ImapCredentials.Password(_user, _host.Password), Ct);
        return connection;
    }

    protected async Task<ImapConnection> SelectedAsync(TransportSecurity security, params string[] subjects)
    {
        var connection = await SignedInAsync(security);
        foreach (var subject in subjects)
        {
            await AppendAsync(connection, MailboxName.Inbox, subject);
        }

        await connection.SelectAsync(MailboxName.Inbox, ct: Ct);
        return connection;
    }

    private static RemoteCertificateValidationCallback Trusts(string authorityFile)
    {
        var authority = X509CertificateLoader.LoadCertificateFromFile(authorityFile);
        return (_, certificate, _, errors) =>
        {
            using var chain = new X509Chain();
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.Add(authority);
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            return (errors & SslPolicyErrors.RemoteCertificateNameMismatch) == SslPolicyErrors.None && chain.Build((X509Certificate2)certificate!);
        };
    }
}
