namespace Webmail.Protocols.Smtp;

/// <summary>What a message needs against what the server offers, before a single octet is sent.</summary>
internal static class SubmissionNeeds
{
    /// <summary>The first thing that is lacking; <see cref="SmtpProblem.None"/> when the message can go.</summary>
    public static SmtpProblem Lacking(SmtpEnvelope envelope, SmtpContent content, SmtpCapabilities offered, bool tls, SmtpConnectionOptions options)
    {
        if (envelope.Recipients.Count > options.Limits.Recipients)
        {
            return SmtpProblem.TooManyRecipients;
        }

        if (content.Length > offered.SizeLimit)
        {
            return SmtpProblem.TooBig;
        }

        if ((envelope.NeedsUtf8 || content.HasUtf8Headers) && !offered.Has("SMTPUTF8"))
        {
            return SmtpProblem.NeedsUtf8;
        }

        if (content.Body == SmtpBody.EightBit && !offered.Has("8BITMIME"))
        {
            return SmtpProblem.NeedsEightBit;
        }

        // BURL carries binary too, so far as the server can pass it on (RFC 4468 section 3.5).
        if (content.Body == SmtpBody.Binary && !(offered.Has("BINARYMIME") && (content.NamesUrls || offered.Has("CHUNKING"))))
        {
            return SmtpProblem.NeedsBinary;
        }

        if (envelope.RequireTls && !(tls && offered.Has("REQUIRETLS")))
        {
            return SmtpProblem.NeedsRequireTls;
        }

        if (content.NamesUrls && !(offered.Has("BURL") && (content.Pieces is null || offered.Has("CHUNKING"))))
        {
            return SmtpProblem.NeedsUrl;
        }

        return envelope.Hold is { } hold && !CanHold(hold, offered, options.TimeProvider) ? SmtpProblem.NeedsHold : SmtpProblem.None;
    }

    private static bool CanHold(SmtpHold hold, SmtpCapabilities offered, TimeProvider time) =>
        offered.Has("FUTURERELEASE") && (offered.HoldLimit is not { } limit || (hold.Duration ?? (hold.Until!.Value - time.GetUtcNow())) <= limit);
}
