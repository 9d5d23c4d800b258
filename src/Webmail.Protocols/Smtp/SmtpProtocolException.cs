namespace Webmail.Protocols.Smtp;

/// <summary>
/// The stream is broken: octets that are not SMTP, a limit passed, a silent or vanished server. The connection is
/// closed. The opposite of <see cref="SmtpCommandException"/>.
/// </summary>
/// <param name="message">The reason in English; holds no secret.</param>
/// <param name="inner">What was underneath, if anything.</param>
public sealed class SmtpProtocolException(string message, Exception? inner = null) : IOException(message, inner)
{
    /// <summary>The reason in English.</summary>
    public string Reason => Message;
}
