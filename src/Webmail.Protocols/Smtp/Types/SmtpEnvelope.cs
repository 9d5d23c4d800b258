namespace Webmail.Protocols.Smtp;

/// <summary>From whom, to whom, and how: everything of a transaction but the message.</summary>
public sealed record SmtpEnvelope
{
    /// <summary>RFC 3461 section 5.4: 100 characters, as encoded.</summary>
    private const int LongestId = 100;

    private readonly string? _id;

    /// <param name="sender">Gets the reports; may be <see cref="SmtpAddress.Null"/>.</param>
    /// <param name="recipients">At least one, at most <see cref="SmtpLimits.Recipients"/>.</param>
    /// <exception cref="ArgumentException">No recipient.</exception>
    public SmtpEnvelope(SmtpAddress sender, IReadOnlyList<SmtpRecipient> recipients)
    {
        if (recipients.Count == 0)
        {
            throw new ArgumentException("An envelope has at least one recipient.", nameof(recipients));
        }

        (Sender, Recipients) = (sender, [.. recipients]);
    }

    public SmtpEnvelope(SmtpAddress sender, params IEnumerable<SmtpAddress> recipients)
        : this(sender, [.. recipients.Select(address => new SmtpRecipient(address))])
    {
    }

    public SmtpAddress Sender { get; }

    public IReadOnlyList<SmtpRecipient> Recipients { get; }

    /// <summary>RET; used where the server has DSN.</summary>
    public DsnReturn Return { get; init; }

    /// <summary>ENVID: our name for this sending, which reports repeat; used where the server has DSN. Printable ASCII, at most 100 characters as xtext.</summary>
    /// <exception cref="ArgumentException">Other characters, or too long.</exception>
    public string? Id
    {
        get => _id;
        init
        {
            if (value is not null && (value.Length == 0 || value.AsSpan().ContainsAnyExceptInRange(' ', '~') || XText.Encode(value).Length > LongestId))
            {
                throw new ArgumentException("An envelope id is printable ASCII and short.", nameof(value));
            }

            _id = value;
        }
    }

    /// <summary>HOLDFOR or HOLDUNTIL (RFC 4865): the server keeps the message back. Needs FUTURERELEASE.</summary>
    public SmtpHold? Hold { get; init; }

    /// <summary>The message may travel over TLS only, to the end (RFC 8689). Needs REQUIRETLS and TLS on this connection.</summary>
    public bool RequireTls { get; init; }

    /// <summary>MT-PRIORITY, -9 to 9 (RFC 6710); used where the server has it. Null: not said.</summary>
    public int? Priority { get; init; }

    /// <summary>DELIVERBY (RFC 2852): when the time is over the message comes back. Used where the server has it. Null: not said.</summary>
    public TimeSpan? ReturnAfter { get; init; }

    internal bool NeedsUtf8 => Sender.NeedsUtf8 || Recipients.Any(recipient => recipient.Address.NeedsUtf8);

    internal bool WantsReports => Return != DsnReturn.Unspecified || Id is not null || Recipients.Any(recipient => recipient.Notify != DsnNotify.Unspecified);
}
