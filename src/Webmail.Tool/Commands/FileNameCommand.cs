using System.Text;
using Webmail.Mime.Headers;

namespace Webmail.Tool.Commands;

/// <summary>The name that would be offered for download.</summary>
internal sealed class FileNameCommand : ICommand
{
    public string Name => "filename";

    public string Usage => "< NAME                 the name that would be offered for download";

    public async Task<int> RunAsync(CommandContext context, CancellationToken ct)
    {
        var name = Encoding.UTF8.GetString(await context.ReadInputAsync(ct));
        // The line end of the shell is not part of the name.
        if (name.EndsWith('\n')) name = name[..^1];
        await context.Output.WriteAsync(Encoding.UTF8.GetBytes(FileNames.Clean(name) + "\n"), ct);
        await context.Output.FlushAsync(ct);
        return ExitCode.Answered;
    }
}
