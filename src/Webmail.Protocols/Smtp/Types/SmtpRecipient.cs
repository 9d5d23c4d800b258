namespace Webmail.Protocols.Smtp;

/// <summary>One RCPT TO.</summary>
public sealed record SmtpRecipient
{
    /// <exception cref="ArgumentException">The null address receives nothing; NEVER goes with no other wish.</exception>
    public SmtpRecipient(SmtpAddress address, DsnNotify notify = DsnNotify.Unspecified)
    {
        if (address.IsNull)
        {
            throw new ArgumentException("The null address is no recipient.", nameof(address));
        }

        if (notify.HasFlag(DsnNotify.Never) && notify != DsnNotify.Never)
        {
            throw new ArgumentException("NEVER excludes the other reports.", nameof(notify));
        }

        (Address, Notify) = (address, notify);
    }

    public SmtpAddress Address { get; }

    /// <summary>Used where the server has DSN, together with ORCPT; else nothing is asked.</summary>
    public DsnNotify Notify { get; }

    public override string ToString() => Address.ToString();
}
