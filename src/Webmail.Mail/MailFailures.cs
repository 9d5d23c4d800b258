using Webmail.Protocols.Imap;

namespace Webmail.Mail;

/// <summary>Turns what went wrong underneath into what a person is told.</summary>
internal static class MailFailures
{
    /// <summary>Cancellation by the caller stays cancellation; everything else that is expected becomes <see cref="MailUnavailableException"/>.</summary>
    public static Exception From(Exception error, CancellationToken ct) => error switch
    {
        MailUnavailableException => error,
        OperationCanceledException when ct.IsCancellationRequested => error,
        ImapCommandException refused => new MailUnavailableException(FailureOf(refused), Clean(refused.Text), error),
        NotSupportedException => new MailUnavailableException(MailFailure.Refused, "", error),
        IOException or OperationCanceledException or ObjectDisposedException or TimeoutException => new MailUnavailableException(MailFailure.Offline, "", error),
        _ => error,
    };

    public static MailUnavailableException Gone(ImapCommandException refused) => new(MailFailure.Gone, Clean(refused.Text), refused);

    /// <summary>Which failures <see cref="From"/> understands.</summary>
    public static bool IsExpected(Exception error) =>
        error is MailUnavailableException or ImapCommandException or NotSupportedException or IOException or OperationCanceledException or ObjectDisposedException or TimeoutException;

    private static MailFailure FailureOf(ImapCommandException refused) => refused.Code?.Kind switch
    {
        ResponseCodeKind.NonExistent or ResponseCodeKind.TryCreate => MailFailure.Gone,
        ResponseCodeKind.NoPerm or ResponseCodeKind.AuthorizationFailed or ResponseCodeKind.ReadOnly => MailFailure.NotPermitted,
        ResponseCodeKind.OverQuota => MailFailure.OverQuota,
        ResponseCodeKind.Limit or ResponseCodeKind.Unavailable or ResponseCodeKind.InUse or ResponseCodeKind.Throttled => MailFailure.TooBusy,
        ResponseCodeKind.AuthenticationFailed or ResponseCodeKind.Expired => MailFailure.SignedOut,
        _ => MailFailure.Refused,
    };

    /// <summary>A server's words are text from a stranger: short and without control characters.</summary>
    private static string Clean(string text)
    {
        const int Longest = 200;
        var clean = new string([.. text.Where(c => !char.IsControl(c)).Take(Longest)]);
        return clean.Trim();
    }
}
