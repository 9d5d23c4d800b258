using System.Text.Json;
using Webmail.TestKit.Dovecot;
using Webmail.TestKit.Mta;

namespace Webmail.Demo;

/// <summary>The folder that one running demo owns. A second demo at the same time gets the next one: <c>webmail-demo-2</c>.</summary>
internal sealed class DemoState : IDisposable
{
    private const int CopiesAtOnce = 16;
    private readonly FileStream _lock;

    private DemoState(string root, FileStream ownLock)
    {
        Root = root;
        _lock = ownLock;
    }

    public string Root { get; }

    /// <exception cref="IOException">Every folder is in use, or none can be made.</exception>
    public static DemoState Take(string wanted)
    {
        for (int copy = 1; ; copy++)
        {
            string root = Directory.CreateDirectory(copy == 1 ? wanted : $"{wanted}-{copy}").FullName;
            try
            {
                return new DemoState(root, new FileStream(Path.Combine(root, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException) when (copy < CopiesAtOnce)
            {
            }
        }
    }

    public string PathOf(string name) => Path.Combine(Root, name);

    /// <summary>The mail servers' ports of the last run, so that stored accounts still find them; new ones where somebody took one.</summary>
    public async Task<DemoPorts> PortsAsync(CancellationToken ct)
    {
        string file = PathOf("ports.json");
        if (File.Exists(file) && JsonSerializer.Deserialize<DemoPorts>(await File.ReadAllTextAsync(file, ct)) is { } last && last.AreFree) return last;
        var ports = new DemoPorts(DovecotPorts.Free(), MtaPorts.Free());
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(ports), ct);
        return ports;
    }

    /// <summary>Runs the work unless an earlier run did it to the end; what was half done is done again.</summary>
    public async Task OnceAsync(string name, Func<Task> work, CancellationToken ct)
    {
        string mark = PathOf($"done-{name}");
        if (File.Exists(mark)) return;
        await work();
        await File.WriteAllTextAsync(mark, "", ct);
    }

    public void Dispose() => _lock.Dispose();
}
