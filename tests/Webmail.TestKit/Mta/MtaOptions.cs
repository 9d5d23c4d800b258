namespace Webmail.TestKit.Mta;

/// <summary>How the private mail transfer agent behaves.</summary>
public sealed record MtaOptions
{
    /// <summary>Receivers at this domain are refused at RCPT.</summary>
    public const string RefusedDomain = "refused.test";

    /// <summary>Port of the LMTP server that local mail is delivered to, on loopback.</summary>
    public required int LmtpPort { get; init; }

    /// <summary>The domains that are delivered; a message to any other comes back as a delivery failure.</summary>
    public IReadOnlyList<string> Domains { get; init; } = ["tidewater.test"];

    /// <summary>The password of every user on the submission ports.</summary>
    public string Password { get; init; } = "secret";

    /// <summary>Where queue, log and configuration live; null: a temporary folder that is removed at the end.</summary>
    public string? Root { get; init; }

    /// <summary>False: everything stays in the queue.</summary>
    public bool Delivers { get; init; } = true;

    /// <summary>Largest message that is taken, in MiB.</summary>
    public int MessageMiB { get; init; } = 60;
}
