using Webmail.TestKit.Certificates;
using Webmail.TestKit.Servers;

namespace Webmail.TestKit.Mta;

/// <summary>
/// A private Exim 4 on loopback ports with its own queue: takes submissions and delivers them by LMTP. Exim lets only
/// root run a daemon, so elsewhere it counts as missing.
/// </summary>
public sealed class MtaServer : IAsyncDisposable
{
    private const string SystemUser = "Debian-exim";
    private const string RetryQueueEvery = "-q5s";

    private readonly PrivateFolder _folder;
    private readonly ServerProcess _process;

    private MtaServer(PrivateFolder folder, ServerProcess process, MtaPorts ports, TestCertificates certificates)
    {
        _folder = folder;
        _process = process;
        Ports = ports;
        AuthorityFile = certificates.AuthorityFile;
    }

    public MtaPorts Ports { get; }

    /// <summary>The authority's certificate that a client has to trust.</summary>
    public string AuthorityFile { get; }

    /// <exception cref="ServerMissingException">Exim is not installed, or this process isn't root.</exception>
    /// <exception cref="ServerFailedException">It did not start.</exception>
    public static async Task<MtaServer> CreateAsync(MtaOptions options, CancellationToken ct, TimeProvider? time = null, MtaPorts? ports = null)
    {
        string program = InstalledProgram.Find("exim4", "exim4-daemon-light");
        if (!Environment.IsPrivilegedProcess) throw new ServerMissingException("Exim as root", "exim4-daemon-light, run as root");
        MtaPorts chosen = ports ?? MtaPorts.Free();
        var folder = new PrivateFolder(options.Root);
        try
        {
            var certificates = await TestCertificates.CreateAsync(folder.Folder("tls"), ServerCertificateKind.Trusted, time ?? TimeProvider.System, ct);
            string configuration = folder.PathOf("exim.conf");
            await File.WriteAllTextAsync(configuration, MtaConfiguration.Text(folder.Root, options, chosen), ct);
            await ShortCommand.RunAsync("/bin/chown", [SystemUser, folder.Folder("spool"), folder.Folder("log"), certificates.KeyFile], ct);
            ServerProcess process = ServerProcess.Start(program, options.Delivers ? ["-C", configuration, "-bdf", RetryQueueEvery] : ["-C", configuration, "-bdf"]);
            var server = new MtaServer(folder, process, chosen, certificates);
            await process.WaitReadyAsync(token => LoopbackPorts.IsOpenAsync(chosen.Submissions, token), "Exim", ct);
            return server;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    public async Task<string> LogAsync(CancellationToken ct)
    {
        string log = _folder.PathOf("log/mainlog");
        return File.Exists(log) ? await File.ReadAllTextAsync(log, ct) : "";
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Dispose();
    }
}
