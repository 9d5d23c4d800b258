namespace Webmail.Protocols.Imap;

/// <summary>The attributes of LIST that are not a use (RFC 9051 section 7.3.1, RFC 3348, RFC 5258, RFC 4314).</summary>
[Flags]
public enum MailboxAttributes
{
    None = 0,

    /// <summary>Has no children and can have none.</summary>
    NoInferiors = 1,

    /// <summary>Cannot be selected.</summary>
    NoSelect = 2,
    HasChildren = 4,
    HasNoChildren = 8,
    Marked = 16,
    Unmarked = 32,

    /// <summary>There is no such mailbox, only children of it. Implies <see cref="NoSelect"/>.</summary>
    NonExistent = 64,
    Subscribed = 128,
    Remote = 256,
}
