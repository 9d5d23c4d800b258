namespace Webmail.Mail.Health;

/// <summary>The installation at one moment, as its administrator sees it. No figure in it names a person.</summary>
/// <param name="ConnectionCap">Connections to mail servers that this process may have.</param>
/// <param name="MemoryCap">Octets of memory that this process may have.</param>
/// <param name="Percentile">95 of 100 answers of the last hour came within this; null: there was none.</param>
/// <param name="Uses">Each minute of the last day, oldest first; fewer when the process is younger.</param>
/// <param name="Answers">The last day in stretches of <see cref="Stretch"/>, oldest first.</param>
public sealed record HealthReport(
    DateTimeOffset At, UsePoint Now, int ConnectionCap, long MemoryCap, TimeSpan? Percentile, IReadOnlyList<UsePoint> Uses, IReadOnlyList<AnswerPoint> Answers, IReadOnlyList<ServerReport> Servers)
{
    public static readonly TimeSpan Stretch = TimeSpan.FromMinutes(15);
}
