namespace Webmail.Mail.Trust;

/// <summary>Something about the sender that a person should know before believing the name.</summary>
public enum TrustWarningKind
{
    /// <summary>Answers go to another domain than the sender's. Its subject: that address.</summary>
    RepliesElsewhere,

    /// <summary>The display name holds an address that is not the sender's. Its subject: that address.</summary>
    NameHoldsAddress,

    /// <summary>The display name hid characters or turned the direction of writing.</summary>
    NameHidesCharacters,

    /// <summary>The domain's letters could pass for another domain's. Its subject: the domain in ASCII.</summary>
    LookalikeDomain,

    /// <summary>No From line, several of them, several authors, or one that servers read differently.</summary>
    UnclearSender,

    /// <summary>The name is that of somebody the reader writes to, under another address. Its subject: the known address.</summary>
    NameOfSomebodyKnown,
}

/// <param name="Subject">What it is about, as text; empty where there is nothing to name.</param>
public sealed record TrustWarning(TrustWarningKind Kind, string Subject = "");
