namespace Webmail.Protocols.Imap;

/// <summary>The states of RFC 9051 section 3, and the end.</summary>
public enum ImapConnectionState
{
    /// <summary>Connected, protected as asked, greeted; nobody signed in.</summary>
    NotAuthenticated,

    /// <summary>Signed in, no mailbox selected.</summary>
    Authenticated,

    /// <summary>Signed in with a mailbox selected.</summary>
    Selected,

    /// <summary>Over: signed out, broken or disposed. Final.</summary>
    Closed,
}
