namespace Webmail.Protocols.Imap;

/// <summary>
/// The stream is broken: octets that are not IMAP, a limit passed, a silent or vanished server. The connection is
/// closed; what was asked may or may not have happened. The opposite of <see cref="ImapCommandException"/>.
/// </summary>
/// <param name="message">The reason in English; holds no secret.</param>
/// <param name="inner">What was underneath, if anything.</param>
public sealed class ImapProtocolException(string message, Exception? inner = null) : IOException(message, inner)
{
    /// <summary>The reason in English.</summary>
    public string Reason => Message;
}
