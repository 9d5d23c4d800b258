using System.Net;
using System.Net.Sockets;
using Webmail.TestKit.Certificates;
using Webmail.TestKit.Servers;

namespace Webmail.TestKit.Dovecot;

/// <summary>
/// A private Dovecot 2.3 on free loopback ports: IMAP with STARTTLS, IMAPS, LMTP, ManageSieve, submission.
/// Stopping, killing and starting it again keeps ports, mail and certificates.
/// </summary>
public sealed class DovecotServer : IAsyncDisposable
{
    private const int StartAttempts = 3;

    private readonly PrivateFolder _folder;
    private readonly DovecotOptions _options;
    private readonly string _program;
    private ServerProcess? _process;
    private int _users;

    private DovecotServer(string program, DovecotOptions options, PrivateFolder folder, TestCertificates certificates)
    {
        _program = program;
        _options = options;
        _folder = folder;
        Certificates = certificates;
        Ports = options.Ports ?? DovecotPorts.Free();
    }

    public DovecotPorts Ports { get; private set; }

    public TestCertificates Certificates { get; }

    /// <summary>The authority's certificate that a client has to trust for <c>localhost</c> and 127.0.0.1.</summary>
    public string AuthorityFile => Certificates.AuthorityFile;

    public string Password => _options.Password;

    public string Root => _folder.Root;

    public bool IsRunning => _process is { HasExited: false };

    /// <summary>Starts the server and returns when it answers on IMAP.</summary>
    /// <exception cref="ServerMissingException">Dovecot is not installed.</exception>
    /// <exception cref="ServerFailedException">It did not start; carries its log.</exception>
    public static async Task<DovecotServer> CreateAsync(DovecotOptions options, CancellationToken ct, TimeProvider? time = null)
    {
        string program = InstalledProgram.Find("dovecot", "dovecot-imapd");
        foreach (string part in (string[])["imap", "lmtp", "managesieve", "submission"])
        {
            if (!File.Exists($"/usr/lib/dovecot/{part}")) throw new ServerMissingException($"Dovecot's {part}", $"dovecot-{part}d");
        }
        var folder = new PrivateFolder(options.Root);
        folder.DemandReachable();
        var certificates = await TestCertificates.CreateAsync(folder.Folder("tls"), options.Certificate, time ?? TimeProvider.System, ct);
        var server = new DovecotServer(program, options, folder, certificates);
        try
        {
            await server.StartAsync(ct);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>A name that no other test of this server uses; its mailboxes are made at the first sign-in or delivery.</summary>
    public string NewUser(string name = "user") => $"{name}-{Interlocked.Increment(ref _users)}@tidewater.test";

    /// <summary>The folder that holds a user's INBOX (Maildir++), for filling it directly before the first sign-in.</summary>
    public string MaildirOf(string user) => Path.Combine(_folder.Root, "mail", user.ToLowerInvariant(), "Maildir");

    /// <summary>Hands a file tree that was written into <see cref="MaildirOf"/> to the user that Dovecot reads mail as.</summary>
    public async Task OwnMailAsync(string user, CancellationToken ct)
    {
        if (!DovecotUser.IsRoot) return;
        string home = Path.GetDirectoryName(MaildirOf(user))!;
        await ShortCommand.RunAsync("/bin/chown", ["-R", $"{DovecotUser.MailUser}:{DovecotUser.MailUser}", home], ct);
    }

    public async Task StartAsync(CancellationToken ct)
    {
        if (IsRunning) return;
        for (int attempt = 1; ; attempt++)
        {
            await WriteFilesAsync(ct);
            var process = ServerProcess.Start(_program, ["-F", "-c", _folder.PathOf("dovecot.conf")]);
            try
            {
                await process.WaitReadyAsync(GreetsAsync, "Dovecot", ct);
                _process = process;
                return;
            }
            catch (ServerFailedException failure)
            {
                await process.DisposeAsync();
                string log = await LogAsync(ct);
                bool taken = log.Contains("Address already in use", StringComparison.Ordinal) || failure.Message.Contains("Address already in use", StringComparison.Ordinal);
                // Only at the first start may the ports still change: nobody has been told them yet.
                if (!taken || attempt == StartAttempts || _options.Ports is not null)
                    throw new ServerFailedException($"{failure.Message}\n{log}");
                Ports = DovecotPorts.Free();
            }
        }
    }

    /// <summary>An orderly end: clients get a BYE.</summary>
    public async Task StopAsync()
    {
        if (_process is null) return;
        await _process.DisposeAsync();
        await GoneAsync();
    }

    /// <summary>SIGKILL for the master and every process of it: connections are cut without a word.</summary>
    public async Task KillAsync()
    {
        if (_process is null) return;
        await _process.KillAsync();
        await _process.DisposeAsync();
        await GoneAsync();
    }

    public async Task RestartAsync(CancellationToken ct)
    {
        await StopAsync();
        await StartAsync(ct);
    }

    /// <summary>Delivers a message by LMTP, as new mail from outside.</summary>
    public Task DeliverAsync(string user, ReadOnlyMemory<byte> message, CancellationToken ct) =>
        LmtpClient.DeliverAsync(Ports.Lmtp, user, message, ct);

    public async Task<string> LogAsync(CancellationToken ct)
    {
        string log = _folder.PathOf("dovecot.log");
        return File.Exists(log) ? await File.ReadAllTextAsync(log, ct) : "";
    }

    public async ValueTask DisposeAsync()
    {
        // An orderly end takes Dovecot a second; a folder that is thrown away needs none.
        if (_options.Root is null) await KillAsync();
        else await StopAsync();
        _folder.Dispose();
    }

    private async Task WriteFilesAsync(CancellationToken ct)
    {
        await File.WriteAllTextAsync(_folder.PathOf("dovecot.conf"), DovecotConfiguration.Text(_folder.Root, _options, Ports, Certificates), ct);
        // A killed master leaves it behind, and its process id may still look alive until init has collected it.
        File.Delete(Path.Combine(_folder.Folder("run"), "master.pid"));
        if (_options.Users is { } users) await WriteSharedAsync("users", DovecotConfiguration.Passwords(users), ct);
        string mail = _folder.Folder("mail");
        File.SetUnixFileMode(mail, Modes.Traversable | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite);
    }

    private async Task WriteSharedAsync(string name, string content, CancellationToken ct)
    {
        string path = _folder.PathOf(name);
        await File.WriteAllTextAsync(path, content, ct);
        File.SetUnixFileMode(path, Modes.Readable);
    }

    private async Task GoneAsync()
    {
        _process = null;
        await Eventually.TrueAsync(
            async ct => !await LoopbackPorts.IsOpenAsync(Ports.Imap, ct), "Dovecot's port is closed", CancellationToken.None);
    }

    private async ValueTask<bool> GreetsAsync(CancellationToken ct)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, Ports.Imap, ct);
            using var reader = new StreamReader(client.GetStream());
            string? greeting = await reader.ReadLineAsync(ct);
            return greeting?.StartsWith("* OK", StringComparison.Ordinal) == true;
        }
        catch (Exception failure) when (failure is SocketException or IOException)
        {
            return false;
        }
    }
}
