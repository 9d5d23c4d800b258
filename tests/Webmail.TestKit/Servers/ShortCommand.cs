using System.Diagnostics;

namespace Webmail.TestKit.Servers;

/// <summary>Runs a program to its end.</summary>
public static class ShortCommand
{
    /// <exception cref="ServerFailedException">It ended with another code than 0; carries what it printed.</exception>
    public static async Task<string> RunAsync(string program, IEnumerable<string> arguments, CancellationToken ct)
    {
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        using Process process = Process.Start(start) ?? throw new ServerFailedException($"{program} did not start");
        Task<string> errors = process.StandardError.ReadToEndAsync(ct);
        string output = await process.StandardOutput.ReadToEndAsync(ct);
        string said = await errors;
        await process.WaitForExitAsync(ct);
        return process.ExitCode == 0
            ? output
            : throw new ServerFailedException($"{program} ended with {process.ExitCode}: {output}{said}");
    }
}
