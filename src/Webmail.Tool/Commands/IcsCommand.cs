using Webmail.Mime.Calendar;

namespace Webmail.Tool.Commands;

/// <summary>A calendar as it was understood.</summary>
internal sealed class IcsCommand : ICommand
{
    public string Name => "ics";

    public string Usage => "[CHARSET] < FILE.ICS     what was understood of a calendar, as JSON";

    public async Task<int> RunAsync(CommandContext context, CancellationToken ct)
    {
        if (context.Arguments.Count > 1) throw new UsageException("at most one argument: the charset");
        var bytes = await context.ReadInputAsync(ct);
        if (bytes.Length > ContentLimits.MaxBytes) throw new RefusedException($"a calendar of more than {ContentLimits.MaxBytes} octets");
        var file = CalendarFile.Parse(bytes, context.Arguments.Count == 1 ? context.Arguments[0] : null);
        await context.WriteJsonAsync(json => new CalendarJson(json).Write(file), ct);
        return ExitCode.Answered;
    }
}
