namespace Webmail.Mail.Health;

/// <summary>How a mail server does just now.</summary>
public enum ServerState
{
    /// <summary>Nothing was asked of it in the last minutes.</summary>
    Quiet,
    Healthy,
    Slow,

    /// <summary>Connections fail, and no command was answered.</summary>
    Unreachable,
}

/// <summary>One mail server as an administrator sees it.</summary>
/// <param name="Host">Lower case; null: all that have no place of their own.</param>
/// <param name="Percentile">95 of 100 answers of the last hour came within this; null: there was none.</param>
/// <param name="RecentPercentile">The same of the minutes that <paramref name="State"/> follows from.</param>
/// <param name="Errors">Answers BAD, and connections that could not be made or broke, in the last hour.</param>
public sealed record ServerReport(string? Host, ServerState State, int Connections, TimeSpan? Percentile, TimeSpan? RecentPercentile, long Errors);

/// <summary>One command of one server in the last 24 hours.</summary>
/// <param name="Command">Our own words ("UID FETCH").</param>
/// <param name="Refused">Answered NO.</param>
/// <param name="Failed">Answered BAD, or lost with their connection.</param>
/// <param name="Sent">Octets up, before compression and TLS.</param>
/// <param name="Received">Octets down.</param>
public sealed record CommandFigures(string Command, long Count, TimeSpan? Median, TimeSpan? Percentile, TimeSpan? QueuePercentile, long Sent, long Received, long Refused, long Failed);

/// <summary>A quarter of an hour of all servers.</summary>
/// <param name="Answers">95 of 100 answers came within this; null: there was none.</param>
/// <param name="Queued">And 95 of 100 commands waited no longer for their turn.</param>
public sealed record AnswerPoint(TimeSpan? Answers, TimeSpan? Queued);

/// <summary>What was in use at one moment.</summary>
/// <param name="People">With an open account.</param>
/// <param name="Connections">To mail servers.</param>
/// <param name="Memory">Octets of this process.</param>
public sealed record UsePoint(int People, int Connections, long Memory);
