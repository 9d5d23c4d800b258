namespace Webmail.Mail.Health;

/// <summary>One command of one server in one hour.</summary>
internal sealed class CommandHour
{
    public Durations Answers { get; } = new();

    public Durations Queued { get; } = new();

    public long Count { get; set; }

    public long Refused { get; set; }

    public long Failed { get; set; }

    public long Sent { get; set; }

    public long Received { get; set; }
}
