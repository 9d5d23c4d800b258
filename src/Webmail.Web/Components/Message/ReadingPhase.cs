namespace Webmail.Web.Components.Message;

/// <summary>Where the pane is with the message it is asked to show.</summary>
public enum ReadingPhase
{
    /// <summary>No message is chosen.</summary>
    Nothing,

    /// <summary>Asked for; the head stands already when the list knew it.</summary>
    Opening,

    /// <summary>On show.</summary>
    Open,

    /// <summary>Moved or deleted while or before it was opened.</summary>
    Gone,

    /// <summary>The connection is down; it opens by itself when it is back.</summary>
    Waiting,

    /// <summary>Refused for another reason.</summary>
    Failed,
}
