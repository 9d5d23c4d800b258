namespace Webmail.TestKit.Servers;

/// <summary>
/// A server in its own mount and process namespace. Of an unpacked package: it sees the package laid over /usr, users that this system
/// doesn't have, its own folders below /etc, and its own /var/spool, /var/lib and /run. Of another system: it sees that one, and of this
/// system only its private folder, at the same place. Ending it ends every process of it.
/// </summary>
public abstract class NamespaceServer : IAsyncDisposable
{
    private const string StopAtOnce = "KILL";

    // The shell stays the namespace's first process: only it is told when the one outside ends.
    private const string EnterPackage = """
        set -e
        root="$1" package="$2"
        shift 2
        mount -t overlay overlay -o "lowerdir=$root/etc:/etc" /etc
        for folder in "$root"/etc/*/; do
            [ ! -d "$folder" ] || mount --bind "$folder" "/etc/$(basename "$folder")"
        done
        mount -t overlay overlay -o "lowerdir=$package/usr:/usr" /usr
        mount --bind "$root/spool" /var/spool
        mount --bind "$root/lib" /var/lib
        mount --bind "$root/run" /run
        "$@" &
        wait
        """;

    // What is written goes into memory that only the namespace has: the system stays as it was made.
    private const string EnterSystem = """
        set -e
        root="$1" system="$2" inside="$1/system"
        shift 2
        mkdir "$inside"
        mount -t tmpfs tmpfs "$inside"
        mkdir "$inside/upper" "$inside/work" "$inside/all"
        mount -t overlay overlay -o "lowerdir=$system,upperdir=$inside/upper,workdir=$inside/work" "$inside/all"
        mkdir -p "$inside/all$root"
        mount --bind "$root" "$inside/all$root"
        mount --rbind /dev "$inside/all/dev"
        mount -t proc proc "$inside/all/proc"
        chroot "$inside/all" "$@" &
        wait
        """;

    private readonly PrivateFolder _folder;
    private ServerProcess? _process;

    private protected NamespaceServer(PrivateFolder folder) => _folder = folder;

    /// <summary>What the server printed, its first lines.</summary>
    public string Output => _process?.Output ?? "";

    private protected string PathOf(string name) => _folder.PathOf(name);

    private protected string Folder(string name) => _folder.Folder(name);

    /// <summary>Starts it of an unpacked package and waits until the port answers.</summary>
    /// <param name="users">Name and number of the users it needs; each has a group of the same name and number.</param>
    private protected async Task StartPackageAsync(string name, string package, IReadOnlyList<(string Name, int Id)> users, IEnumerable<string> command, int port, CancellationToken ct)
    {
        foreach (string folder in (string[])["spool", "lib", "run"]) Folder(folder);
        await File.WriteAllTextAsync(Path.Combine(Folder("etc"), "passwd"), await File.ReadAllTextAsync("/etc/passwd", ct)
            + string.Concat(users.Select(user => $"{user.Name}:x:{user.Id}:{user.Id}::/nonexistent:/usr/sbin/nologin\n")), ct);
        await File.WriteAllTextAsync(PathOf("etc/group"), await File.ReadAllTextAsync("/etc/group", ct)
            + string.Concat(users.Select(user => $"{user.Name}:x:{user.Id}:\n")), ct);
        await StartAsync(name, EnterPackage, package, command, port, ct);
    }

    /// <summary>Starts it in another system, whose root folder this is, and waits until the port answers.</summary>
    private protected Task StartSystemAsync(string name, string system, IEnumerable<string> command, int port, CancellationToken ct) =>
        StartAsync(name, EnterSystem, system, command, port, ct);

    private async Task StartAsync(string name, string enter, string from, IEnumerable<string> command, int port, CancellationToken ct)
    {
        string[] arguments = ["-m", "-p", "--fork", "--kill-child", "--mount-proc", "--propagation", "private", "/bin/sh", "-c", enter, name, _folder.Root, from, .. command];
        _process = ServerProcess.Start("unshare", arguments, stopSignal: StopAtOnce);
        await _process.WaitReadyAsync(token => LoopbackPorts.IsOpenAsync(port, token), name, ct);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_process is not null) await _process.DisposeAsync();
        _folder.Dispose();
    }
}
