using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Webmail.TestKit.Servers;

/// <summary>
/// A server in the foreground of its own process group: it ends when it is stopped, when this object is disposed
/// and also when the process that started it dies, however it dies.
/// </summary>
public sealed partial class ServerProcess : IAsyncDisposable
{
    // The shell holds the other end of our pipe: when we close it, or are gone, it asks the server to end.
    private const string Guard =
        "exec 3<&0; \"$@\" </dev/null 3<&- & server=$!; " +
        "(cat <&3; kill -$STOP_SIGNAL $server) >/dev/null 2>&1 & exec 3<&-; wait $server";

    private const int Sigkill = 9;
    private const int OutputKept = 16 * 1024;
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(8);

    private readonly Process _shell;
    private readonly StringBuilder _output = new();
    private readonly Action<string>? _onLine;

    private ServerProcess(Process shell, Action<string>? onLine)
    {
        _shell = shell;
        _onLine = onLine;
        _shell.OutputDataReceived += (_, line) => Keep(line.Data);
        _shell.ErrorDataReceived += (_, line) => Keep(line.Data);
        _shell.BeginOutputReadLine();
        _shell.BeginErrorReadLine();
    }

    public bool HasExited => _shell.HasExited;

    /// <summary>The process id of the group's leader.</summary>
    public int Id => _shell.Id;

    /// <summary>The first lines that the server printed.</summary>
    public string Output
    {
        get { lock (_output) return _output.ToString(); }
    }

    /// <param name="environment">Added to this process's own environment.</param>
    /// <param name="onLine">Called for every line printed, on a pool thread.</param>
    /// <param name="stopSignal">What asks the server to end, as kill(1) names it.</param>
    public static ServerProcess Start(
        string program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string>? environment = null,
        string? workingFolder = null,
        Action<string>? onLine = null,
        string stopSignal = "TERM")
    {
        var start = new ProcessStartInfo("setsid")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = workingFolder ?? "/",
        };
        foreach (string argument in (string[])["/bin/sh", "-c", Guard, "guard", program, .. arguments]) start.ArgumentList.Add(argument);
        start.Environment["STOP_SIGNAL"] = stopSignal;
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal)) start.Environment[name] = value;
        return new ServerProcess(Process.Start(start) ?? throw new ServerFailedException($"{program} did not start"), onLine);
    }

    /// <summary>Waits until the server answers.</summary>
    /// <exception cref="ServerFailedException">It ended instead, or did not answer in time; carries its output.</exception>
    public async Task WaitReadyAsync(Func<CancellationToken, ValueTask<bool>> isReady, string what, CancellationToken ct, TimeSpan? timeout = null)
    {
        try
        {
            await Eventually.TrueAsync(async token => HasExited || await isReady(token), what, ct, timeout ?? TimeSpan.FromSeconds(30));
        }
        catch (TimeoutException)
        {
            throw new ServerFailedException($"{what}: no answer. It printed:\n{Output}");
        }
        if (HasExited) throw new ServerFailedException($"{what}: ended with {_shell.ExitCode}. It printed:\n{Output}");
    }

    /// <summary>Waits until the server ends by itself or is ended.</summary>
    public Task WaitForExitAsync(CancellationToken ct) => _shell.WaitForExitAsync(ct);

    /// <summary>Asks the server to end and waits for it; kills it when it doesn't.</summary>
    public async Task StopAsync()
    {
        if (HasExited) return;
        using var patience = new CancellationTokenSource(StopPatience);
        try
        {
            _shell.StandardInput.Close();
            await _shell.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            await KillAsync();
        }
    }

    /// <summary>SIGKILL to the server and every process of its group at once: nothing gets to say goodbye.</summary>
    public async Task KillAsync()
    {
        Kill();
        await _shell.WaitForExitAsync();
    }

    /// <summary>The same without waiting: at once, whatever the caller stands in.</summary>
    public void Kill()
    {
        if (HasExited) return;
        if (SignalGroup(-_shell.Id, Sigkill) != 0) throw new Win32Exception();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _shell.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        lock (_output)
        {
            if (_output.Length < OutputKept) _output.AppendLine(line);
        }
        _onLine?.Invoke(line);
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SignalGroup(int group, int signal);
}
