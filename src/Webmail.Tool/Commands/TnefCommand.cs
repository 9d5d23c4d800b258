using Webmail.Mime.Tnef;

namespace Webmail.Tool.Commands;

/// <summary>A winmail.dat as the tree of parts that is in it.</summary>
internal sealed class TnefCommand : ICommand
{
    public string Name => "tnef";

    public string Usage => "[--text] < WINMAIL.DAT    its contents as the same JSON that mime gives";

    public async Task<int> RunAsync(CommandContext context, CancellationToken ct)
    {
        if (context.Arguments.Any(a => a != "--text")) throw new UsageException("unknown argument");
        var message = await TnefMessage.OpenAsync(await context.ReadInputAsync(ct), ct);
        var withText = context.Arguments.Contains("--text", StringComparer.Ordinal);
        await context.WriteJsonAsync(
            json =>
            {
                if (message is null) json.WriteNullValue();
                else new MessageJson(json, withText).Write(message);
            },
            ct);
        return ExitCode.Answered;
    }
}
