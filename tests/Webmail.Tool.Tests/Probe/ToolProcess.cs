using System.Diagnostics;
using System.Text.Json;

namespace Webmail.Tool.Tests.Probe;

/// <summary>The tool as a process of its own: what it trusts comes from its environment.</summary>
internal static class ToolProcess
{
    /// <summary>Above the probe's own deadline.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<(int Code, JsonElement Answer, string Error)> ProbeAsync(int port, string security, string? authorityFile, string? user = null, string? password = null, string host = "localhost")
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[typeof(CommandTable).Assembly.Location, "imap-probe", host, port.ToString(System.Globalization.CultureInfo.InvariantCulture), security])
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in (ReadOnlySpan<(string, string?)>)[("SSL_CERT_FILE", authorityFile), ("WEBMAIL_PROBE_USER", user), ("WEBMAIL_PROBE_PASSWORD", password)])
        {
            start.Environment.Remove(name);
            if (value is not null)
                start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
            await process.WaitForExitAsync(patience.Token);
            using var json = JsonDocument.Parse(await output);
            return (process.ExitCode, json.RootElement.Clone(), await error);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
