using Webmail.TestKit.Dovecot;
using Webmail.TestKit.Mta;
using Webmail.TestKit.Product;
using Webmail.TestKit.Servers;

namespace Webmail.Demo;

/// <summary>One run of the demo: servers up, mailboxes filled, product up, until it is told to end.</summary>
internal static class DemoRun
{
    private const string Password = "tidewater";

    public static async Task RunAsync(DemoOptions options, TimeProvider time, CancellationToken ct)
    {
        using DemoState state = DemoState.Take(options.State);
        DemoPorts ports = await state.PortsAsync(ct);
        await using MtaServer? mta = await MtaAsync(state, ports, ct);
        await using DovecotServer dovecot = await DovecotServer.CreateAsync(
            new DovecotOptions
            {
                Root = state.PathOf("dovecot"),
                Ports = ports.Dovecot,
                RelayPort = mta?.Ports.Relay,
                Users = DemoMail.Users.ToDictionary(user => user.Address, _ => Password, StringComparer.Ordinal),
            },
            ct,
            time);
        await DemoMail.FillAsync(state, dovecot, options, time.GetUtcNow(), ct);
        await Console.Out.WriteLineAsync("Starting the product ...");
        await using ProductProcess product = await DemoProduct.StartAsync(state, dovecot, options, ct);
        await Console.Out.WriteLineAsync(Text(state, dovecot, mta, product.Address));
        await EndOfAsync(product.Process, ct);
        await Console.Out.WriteLineAsync("\nEnding ...");
    }

    private static async Task<MtaServer?> MtaAsync(DemoState state, DemoPorts ports, CancellationToken ct)
    {
        try
        {
            return await MtaServer.CreateAsync(
                new MtaOptions { LmtpPort = ports.Dovecot.Lmtp, Password = Password, Root = state.PathOf("mta") }, ct, ports: ports.Mta);
        }
        catch (ServerMissingException missing)
        {
            await Console.Out.WriteLineAsync($"Without sending: {missing.Message}");
            return null;
        }
    }

    private static async Task EndOfAsync(ServerProcess product, CancellationToken ct)
    {
        try
        {
            await product.WaitForExitAsync(ct);
        }
        catch (OperationCanceledException)
        {
            return;
        }
        throw new ServerFailedException($"The product ended by itself. It printed:\n{product.Output}");
    }

    private static string Text(DemoState state, DovecotServer dovecot, MtaServer? mta, Uri address) => $"""

        The webmail runs:  {address}

          user      {string.Join("  or  ", DemoMail.Users.Select(user => user.Address))}
          password  {Password}

        IMAP {dovecot.Ports.Imap} (STARTTLS), {dovecot.Ports.Imaps} (TLS) · LMTP {dovecot.Ports.Lmtp} · ManageSieve {dovecot.Ports.Sieve} · submission {dovecot.Ports.Submission}{(mta is null ? " (no relay)" : "")}
        certificate authority {dovecot.AuthorityFile}
        mail, database and logs {state.Root}

        Ctrl-C ends it.
        """;
}
