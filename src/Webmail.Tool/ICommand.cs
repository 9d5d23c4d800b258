namespace Webmail.Tool;

/// <summary>
/// One command of the tool, one file in Commands, one line in <see cref="CommandTable"/>. Reads <see cref="CommandContext.Input"/>, writes
/// its answer to <see cref="CommandContext.Output"/> and returns an <see cref="ExitCode"/>.
/// </summary>
internal interface ICommand
{
    /// <summary>The word on the command line: "imap-response".</summary>
    string Name { get; }

    /// <summary>Arguments and purpose in one line, for the overview.</summary>
    string Usage { get; }

    /// <exception cref="RefusedException">A limit refused the input: the tool prints the reason and exits with 2.</exception>
    /// <exception cref="UsageException">The arguments are wrong: the tool prints the usage and exits with 64.</exception>
    Task<int> RunAsync(CommandContext context, CancellationToken ct);
}
