namespace Webmail.Mail;

/// <summary>Why mail can't be had.</summary>
public enum MailFailure
{
    /// <summary>The connection is down; the recovery loop is at work.</summary>
    Offline,

    /// <summary>The server refused the command.</summary>
    Refused,

    /// <summary>The server no longer takes the password.</summary>
    SignedOut,

    /// <summary>The folder or message does not exist (any more).</summary>
    Gone,

    /// <summary>The person may not do that here.</summary>
    NotPermitted,

    /// <summary>The mailbox is full.</summary>
    OverQuota,

    /// <summary>The server or our own cap allows no more connections now.</summary>
    TooBusy,
}
