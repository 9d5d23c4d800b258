using System.Globalization;
using Webmail.EndToEnd.Tests.Infrastructure;
using Webmail.TestKit;
using Webmail.TestKit.Dovecot;
using Webmail.TestKit.Faults;
using Webmail.TestKit.Mta;
using Webmail.TestKit.Product;
using Webmail.TestKit.Servers;

namespace Webmail.EndToEnd.Tests.Compose;

/// <summary>
/// The product is killed while messages are on their way: after the k-th piece that passes between it and the mail servers, for many k. In each round several messages are
/// sent at once, so that one end of the process finds each of them at another point between the click and the copy in Sent.
/// </summary>
public sealed class CrashScenarios
{
    private const string Password = "Tide-canary-7319";
    private const int Rounds = 5;
    private const int AtOnce = 9;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whenever_the_process_dies_nothing_is_lost_and_nothing_is_sent_twice()
    {
        var relay = MtaPorts.Free();
        await using DovecotServer dovecot = await RealServers.OwnDovecotAsync(new DovecotOptions { Password = Password, RelayPort = relay.Relay }, Ct);
        await using MtaServer mta = await RealServers.OrSkipAsync(() => MtaServer.CreateAsync(new MtaOptions { LmtpPort = dovecot.Ports.Lmtp, Password = Password }, Ct, ports: relay));
        var fuse = new Fuse();
        await using var smtp = new FaultProxy(mta.Ports.Submissions, () => ConnectionFaults.None) { Passed = fuse.Burn };
        await using var imap = new FaultProxy(dovecot.Ports.Imaps, () => ConnectionFaults.None) { Passed = fuse.Burn };
        using var folder = new PrivateFolder();
        string sender = dovecot.NewUser("noor"), receiver = dovecot.NewUser("marcus");
        int port = LoopbackPorts.Free(1)[0];
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Webmail__Tenants__0__Imap__Port"] = imap.Port.ToString(CultureInfo.InvariantCulture),
            ["Webmail__Tenants__0__Smtp__Port"] = smtp.Port.ToString(CultureInfo.InvariantCulture),
            ["Webmail__Tenants__0__Smtp__Security"] = "Tls",
            ["Webmail__Tenants__0__Smtp__TrustedCertificateFile"] = mta.AuthorityFile,
        };
        Task<ProductProcess> StartAsync(int round) => ProductProcess.StartAsync(
            BuiltProduct.Path, dovecot, folder.PathOf("webmail.db"), port, folder.PathOf($"webmail-{round.ToString(CultureInfo.InvariantCulture)}.log"), Ct, settings);

        ProductProcess product = await StartAsync(0);
        using var writer = new Writer(product.Address);
        await writer.SignInAsync(sender, Password, Ct);
        var unknown = 0;
        var drafts = new Dictionary<string, Guid>(StringComparer.Ordinal);
        try
        {
            for (var round = 1; round <= Rounds; round++)
            {
                var running = product;
                // The first pieces are the handshakes; later rounds die further down the way.
                fuse.Light(4 + (round * 23), () => running.Process.Kill());
                var messages = Enumerable.Range(1, AtOnce).Select(i => (Draft: Guid.NewGuid(), Subject: $"Round {round} message {i}.")).ToList();
                foreach (var (draft, subject) in messages) drafts[subject] = draft;
                await Task.WhenAll(messages.Select(message => writer.SendAsync(message.Draft, receiver, message.Subject, Ct)));
                await Eventually.TrueAsync(() => product.Process.HasExited, "the process dies", Ct);
                await product.DisposeAsync();
                product = await StartAsync(round);
                unknown += await SettleAsync(writer, mta, drafts);
            }
        }
        finally
        {
            await product.DisposeAsync();
        }

        var sent = Subjects(dovecot, sender, ".Sent");
        await Eventually.TrueAsync(() => Subjects(dovecot, receiver, "").Count >= sent.Count, "the mail server delivers what it took", Ct, TimeSpan.FromMinutes(1));
        var arrived = Subjects(dovecot, receiver, "");
        TestContext.Current.TestOutputHelper?.WriteLine($"{arrived.Count} arrived, {unknown} could not be known and were asked about.");
        Assert.Equal(arrived.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), arrived.Order(StringComparer.Ordinal));
        Assert.Equal(arrived.Order(StringComparer.Ordinal), sent.Order(StringComparer.Ordinal));
        // A click whose answer never came may have taken nothing in: then the composer still has the draft. Whatever was answered must have gone.
        Assert.Empty(writer.Answered.Except(arrived, StringComparer.Ordinal));
        Assert.InRange(arrived.Count, Rounds * AtOnce / 2, Rounds * AtOnce);
    }

    /// <summary>Waits until everything is filed; where the outcome can't be known, does what a person would: looks whether it arrived, and says so.</summary>
    private static async Task<int> SettleAsync(Writer writer, MtaServer mta, Dictionary<string, Guid> drafts)
    {
        var asked = 0;
        await Eventually.TrueAsync(async ct =>
        {
            var left = await writer.OutboxAsync(ct);
            // The server notes a message before it answers, and delivers it when it has time.
            var taken = left.Any(entry => entry.State == "unknown") ? await mta.LogAsync(ct) : "";
            foreach (var (id, subject, state) in left)
            {
                Assert.NotEqual("refused", state);
                if (state != "unknown") continue;
                asked++;
                await writer.ActAsync(id, taken.Contains(drafts[subject].ToString("N"), StringComparison.Ordinal) ? "confirm-sent" : "retry", ct);
            }

            return left.Count == 0;
        }, "the outbox is empty", Ct, TimeSpan.FromMinutes(2));
        return asked;
    }

    private static List<string> Subjects(DovecotServer dovecot, string user, string folder)
    {
        const string Field = "Subject: ";
        var maildir = folder.Length == 0 ? dovecot.MaildirOf(user) : Path.Combine(dovecot.MaildirOf(user), folder);
        return [.. new[] { "cur", "new" }.Select(part => Path.Combine(maildir, part)).Where(Directory.Exists).SelectMany(Directory.GetFiles)
            .Select(file => File.ReadLines(file).First(line => line.StartsWith(Field, StringComparison.Ordinal))[Field.Length..])];
    }

    /// <summary>Goes off once, after so many pieces.</summary>
    private sealed class Fuse
    {
        private readonly Lock _lock = new();
        private int _left;
        private Action? _bang;

        public void Light(int pieces, Action bang)
        {
            lock (_lock) (_left, _bang) = (pieces, bang);
        }

        public void Burn()
        {
            Action? bang = null;
            lock (_lock)
            {
                if (_bang is not null && --_left <= 0) (bang, _bang) = (_bang, null);
            }

            bang?.Invoke();
        }
    }
}
