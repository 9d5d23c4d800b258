using Webmail.Tool.Commands;

namespace Webmail.Tool;

/// <summary>The commands by name, and the one place where their failures become exit codes.</summary>
internal static class CommandTable
{
    private static readonly ICommand[] Commands =
    [
        new SanitizeCommand(),
        new TextToHtmlCommand(),
        new CssCommand(),
        new ImapResponseCommand(),
        new ImapProbeCommand(),
        new SmtpProbeCommand(),
        new UrlAllowedCommand(),
        new MimeCommand(),
        new AddressCommand(),
        new HeaderCommand(),
        new FileNameCommand(),
        new TnefCommand(),
        new IcsCommand(),
    ];

    public static async Task<int> RunAsync(string[] arguments, Stream input, Stream output, TextWriter error, CancellationToken ct)
    {
        var command = arguments.Length == 0 ? null : Array.Find(Commands, c => string.Equals(c.Name, arguments[0], StringComparison.Ordinal));
        if (command is null)
        {
            await error.WriteLineAsync("usage: webmail-tool COMMAND [ARGUMENTS]");
            foreach (var known in Commands)
                await error.WriteLineAsync($"  {known.Name} {known.Usage}");
            return ExitCode.Usage;
        }

        try
        {
            return await command.RunAsync(new CommandContext(arguments[1..], input, output, error), ct);
        }
        catch (RefusedException refused)
        {
            await error.WriteLineAsync("refused: " + refused.Message);
            return ExitCode.Refused;
        }
        catch (UsageException wrong)
        {
            await error.WriteLineAsync($"{wrong.Message}\nusage: webmail-tool {command.Name} {command.Usage}");
            return ExitCode.Usage;
        }
        catch (Exception defect)
        {
            await error.WriteLineAsync(defect.ToString());
            return ExitCode.Defect;
        }
    }
}
