namespace Webmail.Mail.Remote;

/// <summary>What a tenant lets its people do with pictures that lie on other hosts.</summary>
public enum RemoteImagePolicy
{
    /// <summary>Blocked until the reader asks for them, once or for a sender. The default.</summary>
    Ask,

    /// <summary>Never shown, not even on request.</summary>
    Block,

    /// <summary>Shown through the proxy at once.</summary>
    Allow,
}
