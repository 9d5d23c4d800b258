namespace Webmail.Mail.Health;

/// <summary>What one mail server did in one minute.</summary>
internal sealed class ServerMinute
{
    public Durations Answers { get; } = new();

    /// <summary>Answers BAD.</summary>
    public int Bad { get; set; }

    /// <summary>Connections that could not be made, or broke.</summary>
    public int Failures { get; set; }
}
