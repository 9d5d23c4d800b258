using Webmail.Mail.Tests.Sessions;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.Protocols.Net;
using Webmail.TestKit.Dovecot;

namespace Webmail.Mail.Tests.Sync;

/// <summary>A client that works by UIDs, in one folder, over a connection without faults.</summary>
internal sealed class EngineClient : IOtherClient
{
    private const int Fewest = 60;
    private const int Most = 300;

    private readonly ImapConnection _connection;
    private readonly MailboxName _here;
    private readonly MailboxName _there;

    private EngineClient(ImapConnection connection, MailboxName here, MailboxName there) => (_connection, _here, _there) = (connection, here, there);

    public static async Task<EngineClient> OpenAsync(DovecotServer server, string user, MailboxName here, MailboxName there, CancellationToken ct)
    {
        var connection = await ImapConnection.ConnectAsync(new ServerEndpoint("localhost", server.Ports.Imap, TransportSecurity.Plain), ImapConnectionOptions.Default, ct);
        await connection.SignInAsync(ImapCredentials.Password(user, server.Password), ct);
        if (!(await connection.ListAsync(ListOptions.Default, ct)).Any(one => one.Name.Equals(there))) await connection.CreateAsync(there, ct);
        await connection.SelectAsync(here, ct: ct);
        return new EngineClient(connection, here, there);
    }

    public async Task ActAsync(Random random, CancellationToken ct)
    {
        try
        {
            await DoAsync(random, ct);
        }
        catch (ImapCommandException refused) when (refused.Status == ResponseStatus.No)
        {
            // Another client was faster: "some of the requested messages no longer exist".
        }
    }

    /// <summary>What the server has in a folder: every UID with its flags, and nothing that only this connection sees.</summary>
    public async Task<List<string>> TruthAsync(MailboxName folder, CancellationToken ct)
    {
        await _connection.SelectAsync(folder, ct: ct);
        var rows = new List<string>();
        if (_connection.Selected!.Exists > 0)
        {
            await foreach (var row in _connection.FetchAsync(SequenceSet.Range(1, _connection.Selected.Exists), FetchItems.FlagsOnly, ct: ct)) rows.Add(SyncRow.Text(row.Uid!.Value, row.Flags!));
        }

        await _connection.SelectAsync(_here, ct: ct);
        return rows;
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task DoAsync(Random random, CancellationToken ct)
    {
        var all = (await _connection.SearchAsync(SearchQuery.All, SearchReturn.Hits, ct)).All!.ToList();
        var kind = all.Count < Fewest ? 0 : all.Count > Most ? 2 : random.Next(8);
        if (all.Count == 0 || kind <= 1)
        {
            await AppendAsync(_here, random, ct);
            return;
        }

        var start = random.Next(all.Count);
        var some = UidSet.From(all.Skip(start).Take(random.Next(1, kind == 2 ? 12 : 6)));
        switch (kind)
        {
            case 2:
                await _connection.StoreAsync(some, StoreAction.Add, FlagSet.Of(Flag.Deleted), null, ct);
                await _connection.ExpungeAsync(some, ct);
                break;
            case 3:
                await _connection.MoveAsync(some, _there, ct);
                break;
            case 4:
                await _connection.CopyAsync(some, random.Next(2) == 0 ? _here : _there, ct);
                break;
            default:
                var flag = random.Next(4) switch { 0 => Flag.Flagged, 1 => Flag.Answered, 2 => new Flag("label"), _ => Flag.Seen };
                await _connection.StoreAsync(some, random.Next(2) == 0 ? StoreAction.Add : StoreAction.Remove, FlagSet.Of(flag), null, ct);
                break;
        }
    }

    private async Task AppendAsync(MailboxName to, Random random, CancellationToken ct)
    {
        var message = AccountFixture.Message("Message " + random.Next(10_000));
        await _connection.AppendAsync(to, new MemoryStream(message), message.Length, random.Next(3) == 0 ? FlagSet.Of(Flag.Seen) : FlagSet.Empty, null, ct);
    }
}
