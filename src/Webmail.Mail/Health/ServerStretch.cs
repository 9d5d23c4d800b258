namespace Webmail.Mail.Health;

/// <summary>What mail servers did in one stretch of time.</summary>
internal sealed class ServerStretch
{
    public Durations Answers { get; } = new();

    public Durations Queued { get; } = new();

    /// <summary>Answers BAD.</summary>
    public int Bad { get; set; }

    /// <summary>Connections that could not be made, or broke.</summary>
    public int Failures { get; set; }
}
