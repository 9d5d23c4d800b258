namespace Webmail.Mail.Messages;

/// <summary>What has to be asked of the server after an event.</summary>
[Flags]
internal enum FolderNeeds
{
    None = 0,

    /// <summary>New messages: their rows.</summary>
    Arrivals = 1,

    /// <summary>Flags of a message we hold no row of changed: the unread count.</summary>
    Recount = 2,

    /// <summary>Events were lost: everything known.</summary>
    Resync = 4,

    /// <summary>We changed the folder over another connection: the server is asked, for not every one tells by itself and at once.</summary>
    Look = 8,

    /// <summary>Somebody else needs the connection, and there is no other: it goes, and another turn is waited for.</summary>
    GiveWay = 16,
}
