using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.TestKit.Mailboxes;

namespace Webmail.Protocols.Tests.Imap.Hostile;

/// <summary>A listing as Dovecot really sends it, damaged in thousands of places: each wrong octet costs at most the row it is in.</summary>
public sealed class DamagedListingTests(TestKit.Servers.RealServers servers)
{
    private const int Passes = 8;
    private const string Items = "(UID FLAGS INTERNALDATE RFC822.SIZE ENVELOPE BODYSTRUCTURE)";

    private static readonly byte[] Evil = "\0\n\r\"\\()[]{}<>* 09az~+%\u0080\u00ff"u8.ToArray();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_damaged_octet_costs_at_most_its_row_and_never_the_connection()
    {
        var rows = await CaptureAsync();
        Assert.True(rows.Count > 2000, rows.Count + " rows");
        var whole = await ReadAsync(rows);
        Assert.Equal(rows.Count, whole.Count);
        for (var seed = 1; seed <= Passes; seed++)
        {
            var random = new Random(seed);
            var damaged = rows.Select((row, i) => i % 3 == 1 ? Damage(row, random) : row).ToList();
            var read = (await ReadAsync(damaged)).ToLookup(row => row.SequenceNumber);
            for (var i = 0; i < rows.Count; i++)
            {
                Assert.True(i % 3 == 1 || read[whole[i].SequenceNumber].Any(row => Same(row, whole[i])), $"seed {seed}, row {i}: {Encoding.Latin1.GetString(damaged[Math.Max(0, i - 1)])}{Encoding.Latin1.GetString(damaged[i])}");
            }
        }
    }

    [Fact]
    public async Task A_row_with_a_literal_can_be_damaged_anywhere()
    {
        var rows = await CaptureAsync();
        var literal = rows.First(row => row.Length < 1500 && row.AsSpan().IndexOf("}\r\n"u8) > 0);
        var (before, after) = (rows[0], rows[^1]);
        var places = literal.Length;
        var sent = 0;
        await using var scripted = await Scripted.SelectedAsync(async session =>
        {
            for (; sent < places * 4; sent++)
            {
                var fetch = await session.CommandAsync();
                var damaged = (byte[])literal.Clone();
                damaged[sent / 4] = (sent % 4) switch { 0 => (byte)'9', 1 => (byte)'\n', 2 => (byte)'"', _ => (byte)(damaged[sent / 4] ^ 1) };
                await session.SendAsync((byte[])[.. before, .. damaged, .. after]);
                await session.OkAsync(fetch);
            }
        });
        for (var i = 0; i < places * 4; i++)
        {
            var read = await RowsAsync(scripted.Connection).WaitAsync(Attack.Patience, Ct);
            Assert.True(read.Count >= 2 && read[0].SequenceNumber == 1 && read.Any(row => row.SequenceNumber == (uint)rows.Count && row.Envelope is not null), $"octet {i / 4}, way {i % 4}: {read.Count} rows");
        }
    }

    private static byte[] Damage(byte[] row, Random random)
    {
        var damaged = (byte[])row.Clone();
        var at = random.Next(damaged.Length);
        var octet = random.Next(2) == 0 ? (byte)random.Next(256) : Evil[random.Next(Evil.Length)];
        damaged[at] = octet == damaged[at] ? (byte)(octet ^ 1) : octet;
        return damaged;
    }

    private static bool Same(FetchRow one, FetchRow other) =>
        one.Uid == other.Uid && one.Size == other.Size && one.Defects.Count == other.Defects.Count && one.InternalDate == other.InternalDate
        && one.Envelope!.Subject.Span.SequenceEqual(other.Envelope!.Subject.Span) && one.BodyStructure!.MediaType == other.BodyStructure!.MediaType;

    private static async Task<List<FetchRow>> ReadAsync(List<byte[]> rows)
    {
        await using var scripted = await Scripted.SelectedAsync(async session =>
        {
            var fetch = await session.CommandAsync();
            await session.SendAsync(rows.SelectMany(row => row).ToArray());
            await session.OkAsync(fetch);
            await session.AnswerAsync("NOOP");
        });
        var read = await RowsAsync(scripted.Connection);
        await scripted.Connection.NoopAsync(Ct);
        return read;
    }

    private static async Task<List<FetchRow>> RowsAsync(ImapConnection connection)
    {
        var rows = new List<FetchRow>();
        await foreach (var row in connection.FetchAsync(UidSet.Parse("1:4294967295"), FetchItems.Listing, ct: Ct))
        {
            rows.Add(row);
        }

        return rows;
    }

    // As octets, row by row: what a client library could lose is not asked of one.
    private async Task<List<byte[]>> CaptureAsync()
    {
        var dovecot = await servers.DovecotAsync(Ct);
        var user = dovecot.NewUser();
        var generated = Enumerable.Range(1, 40).SelectMany(seed =>
        {
            var generator = new MailboxGenerator(seed, new Person("Ann", "ann@tidewater.test"), new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero));
            return generator.Mailbox(largestAttachment: 2000).Append(generator.Simple(new string('s', 2000))).Append(generator.Simple("a \"quoted\" \\ word OK")).Append(generator.Simple("Re: OK then"));
        });
        await new MaildirWriter(dovecot.MaildirOf(user)).WriteAsync(generated.Select(message => message with { Folder = "INBOX" }).Take(2400), Ct);
        await dovecot.OwnMailAsync(user, Ct);
        using var client = new TcpClient("127.0.0.1", dovecot.Ports.Imap);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"x1 LOGIN {user} {dovecot.Password}\r\nx2 SELECT INBOX\r\nx3 FETCH 1:* {Items}\r\n"), Ct);
        using var heard = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (!Encoding.Latin1.GetString(heard.GetBuffer(), Math.Max(0, (int)heard.Length - 200), (int)Math.Min(200, heard.Length)).Contains("\r\nx3 OK", StringComparison.Ordinal))
        {
            heard.Write(buffer, 0, await stream.ReadAsync(buffer, Ct));
        }

        return Rows(heard.ToArray());
    }

    private static List<byte[]> Rows(byte[] octets)
    {
        var rows = new List<byte[]>();
        var text = Encoding.Latin1.GetString(octets);
        for (var at = text.IndexOf("\r\n* 1 FETCH (", StringComparison.Ordinal) + 2; text[at] == '*';)
        {
            var end = at;
            while (true)
            {
                end = text.IndexOf("\r\n", end, StringComparison.Ordinal) + 2;
                if (text[end - 3] != '}')
                {
                    break;
                }

                var open = text.LastIndexOf('{', end);
                end += int.Parse(text.AsSpan(open + 1, end - 3 - open - 1), CultureInfo.InvariantCulture);
            }

            rows.Add(octets[at..end]);
            at = end;
        }

        return rows;
    }
}
