using System.Globalization;
using System.Text;
using Webmail.TestKit.Dovecot;

namespace Webmail.Mail.Tests.Sync;

/// <summary>An old-fashioned client: sequence numbers, EXPUNGE of all that is marked, one folder after the other, mail from outside by LMTP. What the server refuses is refused.</summary>
internal sealed class NumberClient : IOtherClient
{
    private const int Most = 300;

    private readonly DovecotServer _server;
    private readonly string _user;
    private readonly PlainImapClient _imap;
    private int _exists;

    private NumberClient(DovecotServer server, string user, PlainImapClient imap) => (_server, _user, _imap) = (server, user, imap);

    public static async Task<NumberClient> OpenAsync(DovecotServer server, string user, CancellationToken ct)
    {
        var client = new NumberClient(server, user, await PlainImapClient.SignInAsync(server.Ports.Imap, user, server.Password, ct));
        await client.SayAsync("SELECT INBOX", ct);
        return client;
    }

    public async Task ActAsync(Random random, CancellationToken ct)
    {
        var number = Math.Max(1, random.Next(_exists + 1));
        var some = string.Create(CultureInfo.InvariantCulture, $"{number}:{Math.Min(Math.Max(1, _exists), number + random.Next(5))}");
        var kind = _exists > Most ? 1 : random.Next(12);
        switch (kind)
        {
            case 0:
                await SayAsync(random.Next(2) == 0 ? "SELECT INBOX" : "SELECT Other", ct);
                break;
            case 1:
                await SayAsync($"STORE {some} +FLAGS.SILENT (\\Deleted)", ct);
                await SayAsync("EXPUNGE", ct);
                break;
            case 2:
                await SayAsync($"MOVE {some} " + (random.Next(2) == 0 ? "INBOX" : "Other"), ct);
                break;
            case 3:
                await SayAsync($"COPY {some} " + (random.Next(2) == 0 ? "INBOX" : "Other"), ct);
                break;
            case 4:
                await SayAsync("NOOP", ct);
                break;
            case 5 or 6:
                await _server.DeliverAsync(_user, Encoding.ASCII.GetBytes($"From: ines@tidewater.test\r\nTo: noor@tidewater.test\r\nSubject: By LMTP {random.Next(10_000)}\r\n\r\nHello.\r\n"), ct);
                break;
            default:
                var flags = random.Next(5) switch { 0 => "\\Flagged", 1 => "\\Answered", 2 => "$Forwarded", 3 => "\\Deleted", _ => "\\Seen" };
                await SayAsync($"STORE {some} {(random.Next(2) == 0 ? "+" : "-")}FLAGS ({flags})", ct);
                break;
        }
    }

    public ValueTask DisposeAsync() => _imap.DisposeAsync();

    private async Task SayAsync(string command, CancellationToken ct)
    {
        foreach (var line in await _imap.AskAsync(command, ct))
        {
            var words = line.Split(' ');
            if (words is not ["*", var number, var what, ..] || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count)) continue;
            if (what == "EXISTS") _exists = count;
            else if (what == "EXPUNGE") _exists--;
        }
    }
}
