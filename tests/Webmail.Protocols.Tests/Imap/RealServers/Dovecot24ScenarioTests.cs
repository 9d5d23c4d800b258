using System.Text;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.Protocols.Net;
using Webmail.TestKit.Servers;

namespace Webmail.Protocols.Tests.Imap.RealServers;

/// <summary>The Dovecot with REPLACE and INPROGRESS.</summary>
[InDebian13]
public sealed class Dovecot24ScenarioTests(TestKit.Servers.RealServers servers) : ReplacingServerScenario
{
    [Fact]
    public async Task It_is_Dovecot_with_what_2_4_brought()
    {
        await using var connection = await OpenAsync(TransportSecurity.Tls);
        Assert.Equal("Dovecot", (await connection.IdAsync(client: null, Ct))["name"]);
        Assert.All(["REPLACE", "UTF8=ACCEPT", "INPROGRESS"], name => Assert.True(connection.Capabilities.Has(name), name));
    }

    // Its login process dies of -PLUS: the connection is cut.
    [ScenarioTheory]
    [InlineData(TransportSecurity.Tls)]
    [InlineData(TransportSecurity.StartTls)]
    public async Task A_sign_in_that_ends_in_a_cut_connection_is_SCRAM_without_binding_on_a_fresh_one(TransportSecurity security)
    {
        await using var stranger = await ConnectAsync(security);
        await using var connection = await OpenAsync(security);
        Assert.Contains("SCRAM-SHA-256-PLUS", stranger.Capabilities.AuthMechanisms);
        Assert.Equal(ImapConnectionState.Authenticated, connection.State);
        Assert.Equal("SCRAM-SHA-256", connection.SignInMechanism);
    }

    // It enables UTF8=ACCEPT and means modified UTF-7 all the same.
    [ScenarioTheory]
    [InlineData(TransportSecurity.Tls)]
    [InlineData(TransportSecurity.StartTls)]
    public async Task Names_and_messages_in_UTF8_get_there_without_UTF8_ACCEPT(TransportSecurity security)
    {
        await using var connection = await OpenAsync(security);
        var name = MailboxName.Create("Süd & Nord");

        Assert.Empty(await connection.EnableAsync(["IMAP4rev2", "UTF8=ACCEPT"], Ct));
        await KeepsUtf8Async(connection, name);
        Assert.Contains(await connection.ListAsync(ListOptions.Default, Ct), listing => listing.Name.Equals(name));
    }

    // It tells after ten seconds, and then every ten: the search is made longer until it takes them, on whatever machine.
    [ScenarioTheory]
    [InlineData(TransportSecurity.Tls)]
    public async Task A_search_that_takes_long_tells_how_far_it_is_and_ends_or_is_given_up(TransportSecurity security)
    {
        const int Messages = 2000;
        const int MostTerms = 2000; // some 40 KB of one line, which a server takes
        await using var connection = await OpenAsync(security);
        var message = Encoding.ASCII.GetBytes("Subject: long\r\n\r\n" + string.Concat(Enumerable.Repeat("nothing that anybody looks for is in this line\r\n", 20)));
        for (var i = 0; i < Messages; i += 100) await connection.AppendAllAsync(MailboxName.Inbox, [.. Enumerable.Repeat(AppendMessage.From(message), 100)], Ct);
        await connection.SelectAsync(MailboxName.Inbox, ct: Ct);

        ProgressEvent? told = null;
        var terms = 125;
        while (told is null && terms <= MostTerms / 2)
        {
            terms *= 2;
            Assert.Empty((await connection.SearchAsync(AnyOf(0, terms), SearchReturn.Hits, Ct)).All!);
            while (connection.Events.TryRead(out var said)) told ??= said as ProgressEvent;
        }

        Assert.Equal("UID SEARCH", told?.Command);
        Assert.True(told is { Done: null, Goal: null } || (told!.Done <= told.Goal && told.Goal <= Messages), told.ToString());
        TestContext.Current.TestOutputHelper?.WriteLine($"{terms} terms: {told}");

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var searching = connection.SearchAsync(AnyOf(0, MostTerms), SearchReturn.Hits, stop.Token);
        await Task.WhenAny(searching, ProgressAsync(connection));

        Assert.False(searching.IsCompleted, "the longest search was too short to be given up");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => searching);
        await connection.NoopAsync(Ct);
        Assert.Equal(ImapConnectionState.Selected, connection.State);
    }

    private static async Task ProgressAsync(ImapConnection connection)
    {
        while (await connection.Events.ReadAsync(Ct) is not ProgressEvent)
        {
            // Others come before it.
        }
    }

    // As flat as it can be: a server reads it by calling itself.
    private static SearchQuery AnyOf(int first, int count) =>
        count == 1 ? SearchQuery.Text("absent" + first) : SearchQuery.Or(AnyOf(first, count / 2), AnyOf(first + (count / 2), count - (count / 2)));

    protected override Task<ImapHost> HostAsync() => servers.Dovecot24Async(Ct);
}
