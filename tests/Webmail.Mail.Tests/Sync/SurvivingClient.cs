using Webmail.Protocols.Imap;
using Webmail.TestKit;
using Webmail.TestKit.Dovecot;

namespace Webmail.Mail.Tests.Sync;

/// <summary>
/// A client that signs in again when Dovecot's own process dies: 2.3.19 does, of signal 11, about once in a hundred thousand operations of several clients in one folder. Any other
/// loss of its connection is ours, or nobody's, and ends the test.
/// </summary>
internal sealed class SurvivingClient<T> : IOtherClient
    where T : IOtherClient
{
    private readonly DovecotServer _server;
    private readonly string _user;
    private readonly Func<Task<T>> _open;
    private T _client;
    private int _deaths;

    private SurvivingClient(DovecotServer server, string user, Func<Task<T>> open, T client) => (_server, _user, _open, _client) = (server, user, open, client);

    public static async Task<SurvivingClient<T>> OpenAsync(DovecotServer server, string user, Func<Task<T>> open) => new(server, user, open, await open());

    /// <summary>What it did in the moment of the crash may have come about or not; it goes on with the next.</summary>
    public async Task ActAsync(Random random, CancellationToken ct)
    {
        try
        {
            await _client.ActAsync(random, ct);
        }
        catch (Exception broken) when (broken is ImapProtocolException or IOException)
        {
            await SignInAgainAsync(broken, ct);
        }
    }

    /// <summary>Asks again after a crash.</summary>
    public async Task<TAnswer> AskAsync<TAnswer>(Func<T, Task<TAnswer>> ask, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                return await ask(_client);
            }
            catch (Exception broken) when (broken is ImapProtocolException or IOException)
            {
                await SignInAgainAsync(broken, ct);
            }
        }
    }

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    private async Task SignInAgainAsync(Exception broken, CancellationToken ct)
    {
        var died = new List<string>();
        try
        {
            // The master tells of it a moment after the connection is gone.
            await Eventually.TrueAsync(
                async token =>
                {
                    var log = await _server.LogAsync(token);
                    died = [.. log.Split('\n').Where(line => line.Contains($"imap({_user})", StringComparison.Ordinal) && line.Contains("killed with signal", StringComparison.Ordinal))];
                    return died.Count > _deaths;
                },
                "Dovecot tells that its process died",
                ct);
        }
        catch (TimeoutException)
        {
            throw new InvalidOperationException($"A client without faults lost its connection, and no process of the server died: {broken.Message}", broken);
        }

        _deaths = died.Count;
        await _client.DisposeAsync();
        _client = await _open();
    }
}
