using Webmail.Mime.Parsing;

namespace Webmail.Tool.Commands;

/// <summary>A message as one JSON object.</summary>
internal sealed class MimeCommand : ICommand
{
    public string Name => "mime";

    public string Usage => "[--text] < MESSAGE        the message as JSON: headers, defects, the tree of parts";

    public async Task<int> RunAsync(CommandContext context, CancellationToken ct)
    {
        if (context.Arguments.Any(a => a != "--text")) throw new UsageException("unknown argument");
        var message = MimeMessage.Parse(await context.ReadInputAsync(ct));
        var withText = context.Arguments.Contains("--text", StringComparer.Ordinal);
        await context.WriteJsonAsync(json => new MessageJson(json, withText).Write(message), ct);
        return ExitCode.Answered;
    }
}
