namespace Webmail.Protocols.Smtp;

/// <summary>What to do when the server refuses some of the recipients but not all.</summary>
public enum PartialRecipients
{
    /// <summary>Send to the others.</summary>
    GoOn,

    /// <summary>Send to nobody: the user mends the addresses first.</summary>
    Stop,
}
