using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;

namespace Webmail.Protocols.Tests.Imap.RealServers;

public sealed class DovecotFirstStepsTests(TestKit.Servers.RealServers servers) : DovecotTest(servers)
{
    [Fact]
    public async Task SignIn_tells_the_capabilities_of_a_signed_in_user()
    {
        await using var connection = await SignedInAsync();
        Assert.True(connection.Capabilities.Has("CONDSTORE"));
        Assert.Equal(ImapConnectionState.Authenticated, connection.State);
    }

    [Fact]
    public async Task SignIn_with_a_wrong_password_is_refused_and_may_be_tried_again()
    {
        await using var connection = await ImapConnection.ConnectAsync(Endpoint(), ImapConnectionOptions.Default, Ct);
        var refused = await Assert.ThrowsAsync<ImapCommandException>(
            () => connection.SignInAsync(ImapCredentials.Password(User, "wrong-secret"), Ct));
        Assert.Equal(ResponseCodeKind.AuthenticationFailed, refused.Kind);
        await connection.SignInAsync(ImapCredentials.Password(User, Server.Password), Ct);
        Assert.Equal(ImapConnectionState.Authenticated, connection.State);
    }

    [Fact]
    public async Task List_tells_uses_subscriptions_and_counters()
    {
        await using var connection = await SignedInAsync();
        await AppendAsync(connection, Message("one"));
        var list = await connection.ListAsync(new ListOptions { Status = StatusItems.Counters }, Ct);
        Assert.Equal(1u, list.Single(mailbox => mailbox.Name.IsInbox).Status?.Unseen);
        Assert.Contains(list, mailbox => mailbox is { SpecialUse: SpecialUse.Sent, IsSubscribed: true });
    }

    [Fact]
    public async Task Fetch_streams_rows_with_envelope_and_structure()
    {
        await using var connection = await SelectedAsync("first", "second");
        var rows = await ToListAsync(connection.FetchAsync(SequenceSet.All, FetchItems.Listing, ct: Ct));
        Assert.Equal(["first", "second"], rows.Select(row => System.Text.Encoding.ASCII.GetString(row.Envelope!.Subject.Span)));
        Assert.All(rows, row => Assert.IsType<SinglePartStructure>(row.BodyStructure));
    }

    [Fact]
    public async Task Logout_closes_without_a_reason()
    {
        await using var connection = await SignedInAsync();
        await connection.LogoutAsync(Ct);
        await connection.Closed.WaitAsync(Ct);
        Assert.Null(connection.BreakReason);
    }
}
