namespace Webmail.Mail.Health;

/// <summary>How fast all servers together answered in one stretch of time, and how long was waited before they were asked.</summary>
internal sealed class AnswerStretch
{
    public Durations Answers { get; } = new();

    public Durations Queued { get; } = new();
}
