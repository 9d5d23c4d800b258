namespace Webmail.Protocols.Net;

/// <summary>No usable connection could be made. Nothing secret was sent.</summary>
/// <param name="failure">The reason, typed.</param>
/// <param name="message">The reason in English, for logs; holds no secret.</param>
/// <param name="inner">What was underneath, if anything.</param>
public sealed class ConnectFailedException(ConnectFailure failure, string message, Exception? inner = null)
    : IOException(message, inner)
{
    /// <summary>The reason, typed.</summary>
    public ConnectFailure Failure { get; } = failure;

    /// <summary>What the server said to it, at most a kilobyte, as it said it; null when it said nothing. Never part of the message: before TLS anyone can have said it.</summary>
    public string? ServerText { get; init; }
}
