namespace Webmail.Mail;

/// <summary>Mail can't be had right now: the message is in the server's own words where there are any and safe to show.</summary>
public sealed class MailUnavailableException : Exception
{
    public MailUnavailableException(MailFailure failure, string serverText, Exception? inner = null)
        : base(serverText.Length > 0 ? serverText : failure.ToString(), inner)
    {
        Failure = failure;
        ServerText = serverText;
    }

    public MailFailure Failure { get; }

    /// <summary>What the server said, cleaned; empty when it said nothing.</summary>
    public string ServerText { get; }
}
