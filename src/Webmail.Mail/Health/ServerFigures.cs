using Webmail.Protocols.Imap;

namespace Webmail.Mail.Health;

/// <summary>One mail server: the minutes of its last hour, and the hours of a day for each command. Guarded by its owner's lock.</summary>
internal sealed class ServerFigures
{
    /// <summary>The minutes that the state follows from.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(5);

    /// <summary>From here on a person waits visibly: a list takes two or three round trips.</summary>
    private static readonly TimeSpan SlowFrom = TimeSpan.FromSeconds(1);

    /// <summary>Fewer answers say nothing about a server's speed: one search of a minute is no slow server.</summary>
    private const int TellingAnswers = 20;

    private readonly TimeRing<ServerMinute> _minutes = new(TimeSpan.FromMinutes(1), 60);
    private readonly Dictionary<string, TimeRing<CommandHour>> _commands = new(StringComparer.Ordinal);

    public DateTimeOffset LastUsed { get; private set; }

    public void Record(DateTimeOffset now, in ImapCommandReport report)
    {
        LastUsed = now;
        var minute = _minutes.At(now);
        if (!_commands.TryGetValue(report.Name, out var hours)) _commands[report.Name] = hours = new TimeRing<CommandHour>(TimeSpan.FromHours(1), 25);
        var hour = hours.At(now);
        hour.Count++;
        hour.Sent += report.Sent;
        hour.Received += report.Received;
        hour.Queued.Add(report.Queued);
        if (report.Outcome == ImapCommandOutcome.No) hour.Refused++;
        if (report.Outcome is ImapCommandOutcome.Bad or ImapCommandOutcome.Broken) hour.Failed++;
        if (report.Outcome == ImapCommandOutcome.Bad) minute.Bad++;

        // How long it was until a connection broke says nothing of the command.
        if (report.Outcome == ImapCommandOutcome.Broken) return;
        hour.Answers.Add(report.Duration);
        minute.Answers.Add(report.Duration);
    }

    public void Failed(DateTimeOffset now)
    {
        LastUsed = now;
        _minutes.At(now).Failures++;
    }

    public ServerReport Report(string? host, DateTimeOffset now, int connections)
    {
        var (answers, errors, _) = Sum(now - TimeSpan.FromMinutes(59), now);
        var (recent, _, failures) = Sum(now - Recent + TimeSpan.FromMinutes(1), now);
        var percentile = recent.Percentile(0.95);
        var state = recent.Count == 0 ? failures > 0 ? ServerState.Unreachable : connections > 0 ? ServerState.Healthy : ServerState.Quiet
            : recent.Count >= TellingAnswers && percentile >= SlowFrom ? ServerState.Slow : ServerState.Healthy;
        return new ServerReport(host, state, connections, answers.Percentile(0.95), percentile, errors);
    }

    private (Durations Answers, long Errors, long Failures) Sum(DateTimeOffset from, DateTimeOffset to)
    {
        var answers = new Durations();
        long bad = 0, failures = 0;
        foreach (var minute in _minutes.Between(from, to))
        {
            answers.Add(minute.Answers);
            bad += minute.Bad;
            failures += minute.Failures;
        }

        return (answers, bad + failures, failures);
    }

    public IEnumerable<CommandFigures> Commands(DateTimeOffset now)
    {
        foreach (var (command, hours) in _commands)
        {
            var sum = new CommandHour();
            foreach (var hour in hours.Between(now - TimeSpan.FromHours(24), now))
            {
                sum.Answers.Add(hour.Answers);
                sum.Queued.Add(hour.Queued);
                (sum.Count, sum.Refused, sum.Failed) = (sum.Count + hour.Count, sum.Refused + hour.Refused, sum.Failed + hour.Failed);
                (sum.Sent, sum.Received) = (sum.Sent + hour.Sent, sum.Received + hour.Received);
            }

            if (sum.Count > 0)
                yield return new CommandFigures(command, sum.Count, sum.Answers.Percentile(0.5), sum.Answers.Percentile(0.95), sum.Queued.Percentile(0.95), sum.Sent, sum.Received, sum.Refused, sum.Failed);
        }
    }
}
