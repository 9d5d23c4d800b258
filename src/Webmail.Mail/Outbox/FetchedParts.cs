using Microsoft.Extensions.Logging;
using Webmail.Mail.Accounts;
using Webmail.Mail.Compose;
using Webmail.Mail.Reading;
using Webmail.Mail.Sessions;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.Protocols.Smtp;

namespace Webmail.Mail.Outbox;

/// <summary>
/// Lets the submission server fetch from the mail server what lies there already (BURL, RFC 4468; URLAUTH, RFC 4467), so that big parts don't go through us once more. Only
/// where both offer it and it pays; the octets in the outbox stay what is sent when they don't agree.
/// </summary>
internal sealed partial class FetchedParts(FetchRefusals refusals, SmtpDialer dialer, TimeProvider time, ILogger<FetchedParts> logger)
{
    /// <summary>Octets by URL from which on it pays: below, asking for signatures and the server's own fetching take longer than sending them.</summary>
    private const long WorthFetching = 256 * 1024;

    /// <summary>Octets that a stored body in base64 may have more than ours: the empty line that many programs end it with.</summary>
    private const long EmptyLines = 4;

    /// <summary>So long a URL is good: one transaction, and clocks that differ a little.</summary>
    private static readonly TimeSpan UrlLife = SmtpLimits.Default.Transaction + TimeSpan.FromMinutes(5);

    /// <summary>For the mail server's signatures; the submission server waits meanwhile.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <returns>The message with URLs in the place of big parts; null to send it in the ordinary way.</returns>
    public async Task<SmtpContent?> TryJoinAsync(MailAccount account, AccountLogin login, SmtpConnection connection, SentCopy message, Func<Stream, Stream> last, CancellationToken ct)
    {
        if (message.Places.Sum(stretch => stretch.Length) < WorthFetching || HostOf(connection.Capabilities, login) is not { } host) return null;
        if (refusals.Has(connection.Endpoint, login.Imap) || !await dialer.SendsAsMailboxAsync(account.Identity, login, ct)) return null;
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            var fetched = await StoredAsync(account, message.Places, either.Token);
            if (fetched.Sum(part => part.Stretch.Length) < WorthFetching) return null;
            var urls = await SignAsync(account, [.. fetched.Select(part => Url(part.Stretch.Place, login, host))], either.Token);
            var length = message.Length + fetched.Sum(part => part.More);
            if (urls is null || length > connection.Capabilities.SizeLimit) return null;
            return Join(message with { Places = [.. fetched.Select(part => part.Stretch)] }, urls, last) with { Length = length };
        }
        catch (ImapCommandException refused)
        {
            LogNotSigned(logger, refused.Status, refused.Code?.Kind);
            refusals.Note(connection.Endpoint, login.Imap);
            return null;
        }
        catch (Exception failed) when (MailFailures.IsExpected(failed) && !ct.IsCancellationRequested)
        {
            return null; // gone, or the mail server is away: the octets are here
        }
    }

    /// <summary>Whether a message with URLs was not taken, and octets alone may be. Then this server is not asked to fetch for a while.</summary>
    public bool IsRefused(SmtpSendResult result, SmtpConnection connection, AccountLogin login)
    {
        var isRefused = result is { Outcome: SmtpOutcome.RefusedForGood or SmtpOutcome.RefusedForNow, Problem: SmtpProblem.NotFetched or SmtpProblem.NeedsUrl };
        // A server that hangs up over a URL would do so each time.
        if (isRefused || result.Outcome == SmtpOutcome.NotSent) refusals.Note(connection.Endpoint, login.Imap);
        if (isRefused) LogRefused(logger, result.Reply?.Code ?? 0, result.Reply?.Enhanced?.ToString() ?? "");
        return isRefused;
    }

    /// <summary>By which name the submission server knows the mail server: ours if it lists names and ours is among them, else the first, which the mail server may or may not know as its own.</summary>
    private static string? HostOf(SmtpCapabilities offered, AccountLogin login)
    {
        if (!offered.Has("BURL") || !offered.Has("CHUNKING")) return null;
        var named = offered.Parameters("BURL").Select(word => Uri.TryCreate(word, UriKind.Absolute, out var url) && url.Scheme == "imap" ? url.Host : "").Where(name => name.Length > 0).ToList();
        var host = named.Count == 0 || named.Contains(login.Imap.Host, StringComparer.OrdinalIgnoreCase) ? login.Imap.Host : named[0];
        return Uri.CheckHostName(host) is UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6 ? host : null;
    }

    /// <summary>Those that lie there octet for octet as they lie in the outbox.</summary>
    private static async Task<IReadOnlyList<(PlacedStretch Stretch, long More)>> StoredAsync(MailAccount account, IReadOnlyList<PlacedStretch> places, CancellationToken ct)
    {
        var stored = new List<(PlacedStretch, long)>();
        foreach (var stretch in places)
        {
            var place = stretch.Place;
            var message = new MessageReference(MailboxName.Create(place.Folder), new UidValidity(place.Validity), new Uid(place.Uid));
            var facts = await account.Reader.LookAsync(message, place.Section.Length == 0 ? null : place.Section, ct);
            var more = facts.StoredSize - stretch.Length;
            if (facts.CanBeJoined && (more == 0 || (more is > 0 and <= EmptyLines && facts.MediaType != "message/rfc822"))) stored.Add((stretch, more));
        }

        return stored;
    }

    private ImapUrl Url(StoredPlace place, AccountLogin login, string host) =>
        JoinedMessage.UrlOf(place) with { Authorized = UrlAuthorization.Submission(login.LoginName, host) with { Expires = time.GetUtcNow() + UrlLife } };

    private static async Task<IReadOnlyList<string>?> SignAsync(MailAccount account, IReadOnlyList<ImapUrl> urls, CancellationToken ct)
    {
        await using var lease = await account.Pool.RentAnyAsync(ct);
        if (!lease.Connection.Capabilities.Has("URLAUTH")) return null;
        var signed = await lease.Connection.AuthorizeUrlsAsync(urls, ct);
        return signed.Count == urls.Count ? signed : null;
    }

    private static SmtpContent Join(SentCopy message, IReadOnlyList<string> urls, Func<Stream, Stream> last)
    {
        var pieces = new List<SmtpPiece>();
        var next = 0;
        foreach (var (start, piece) in message.Pieces())
        {
            var isLast = start + piece.Length == message.Length && piece.Place is null;
            if (piece.Place is not null) pieces.Add(SmtpPiece.FromImapUrl(urls[next++]));
            else if (isLast) pieces.Add(SmtpPiece.From(_ => ValueTask.FromResult(last(message.Open(start, piece.Length)))));
            else if (piece.Length > 0) pieces.Add(SmtpPiece.From(_ => ValueTask.FromResult(message.Open(start, piece.Length))));
        }

        return SmtpContent.Joined(pieces);
    }

    [LoggerMessage(3641, LogLevel.Information, "The mail server signs no URL for sending ({Status} {Code}); the submission server gets whole messages for a while.")]
    private static partial void LogNotSigned(ILogger logger, ResponseStatus status, ResponseCodeKind? code);

    [LoggerMessage(3642, LogLevel.Information, "The submission server did not fetch from the mail server ({Code} {Status}); it gets whole messages for a while.")]
    private static partial void LogRefused(ILogger logger, int code, string status);
}
