using Webmail.Protocols.Imap;

namespace Webmail.Web.Components.Mailbox;

/// <summary>What the person did and the server has not confirmed yet.</summary>
/// <param name="uids">To which messages.</param>
/// <param name="flag">Which flag changes; null when the messages leave the folder.</param>
/// <param name="on">Whether the flag is set or taken away.</param>
public sealed class Prediction(UidSet uids, Flag? flag = null, bool on = false)
{
    public UidSet Uids => uids;

    public Flag? Flag => flag;

    public bool On => on;

    public bool Leaves => flag is null;

    /// <summary>The server has answered; what is left is its change in the list.</summary>
    public bool IsConfirmed { get; set; }
}
