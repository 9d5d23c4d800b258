namespace Webmail.Protocols.Smtp;

/// <summary>When a recipient's server should report back (NOTIFY, RFC 3461 section 4.1).</summary>
[Flags]
public enum DsnNotify
{
    /// <summary>Nothing is asked: the server reports failures, and perhaps delays.</summary>
    Unspecified = 0,

    Success = 1,

    Failure = 2,

    Delay = 4,

    /// <summary>No report whatever happens; not together with the others.</summary>
    Never = 8,
}
