namespace Webmail.Web.Components.Mailbox;

/// <summary>What the sheet shows.</summary>
public enum MailPhase
{
    /// <summary>The folder is on its way.</summary>
    Loading,

    /// <summary>The list is there.</summary>
    Ready,

    /// <summary>The folder did not open; the failure beside it says why.</summary>
    Failed,

    /// <summary>There is no such folder or account.</summary>
    NotFound,

    /// <summary>The session ended.</summary>
    SignedOut,
}
