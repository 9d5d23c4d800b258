using Microsoft.AspNetCore.Components.Authorization;
using Webmail.Mail;
using Webmail.Mail.Reading;
using Webmail.Mail.Remote;
using Webmail.Mail.Sessions;
using Webmail.Mail.Trust;
using Webmail.Protocols.Imap;
using Webmail.Web.Endpoints;

namespace Webmail.Web.Components.Message;

/// <summary>
/// Opens messages for a reader: what is in one, whether its pictures are shown, its links. The one that is expected (its row is being pressed, or it is the next of several
/// that were read in a row) is opened and its frame begun before it is asked for. One of a circuit, used on its dispatcher only.
/// </summary>
internal sealed class MessageOpener(ReadingLinks links, IRemoteImageRules rules, IMessageTrust trust, AuthenticationStateProvider person, TimeProvider time)
{
    /// <summary>What was expected for longer is opened anew: the links of its pictures are half over then.</summary>
    internal static readonly TimeSpan ExpectedFor = PartLinks.ShowLifetime / 2;

    private Expectation? _expected;

    /// <summary><see cref="ExpectedFrame"/> is another one.</summary>
    public event Action? Expecting;

    /// <summary>The link that the browser may load, unseen, for the message that is expected.</summary>
    public string? ExpectedFrame { get; private set; }

    /// <exception cref="MailUnavailableException">Gone, refused or offline.</exception>
    public async ValueTask<MessageToRead> OpenAsync(IMailAccount account, MailboxName folder, Uid uid, CancellationToken ct)
    {
        var ahead = _expected is { } expected && expected.Is(account, folder, uid) ? await TakeAsync(expected, ct) : null;
        var message = await account.Reader.OpenAsync(folder, uid, ct);
        var images = await DecideAsync(account, message, ct);
        return ahead is not null && ahead.Message.Reference == message.Reference && ahead.Images == images
            ? ahead with { Message = message }
            : new MessageToRead(message, images, await LinkAsync(account, message, images, ct));
    }

    /// <summary>Opens a message that somebody is about to ask for. It is not marked read, and nothing that its sender could notice is loaded. Never throws for one that can't be had.</summary>
    public async Task ExpectAsync(IMailAccount account, MailboxName folder, Uid uid, CancellationToken ct)
    {
        if (_expected is { } now && now.Is(account, folder, uid) && IsFresh(now)) return;
        var expected = _expected = new Expectation(account, folder, uid, time.GetUtcNow(), PrepareAsync(account, folder, uid, ct));
        var ahead = await expected.Message;
        if (_expected != expected || ahead is null) return;
        ExpectedFrame = ahead.UnseenFrame;
        Expecting?.Invoke();
    }

    private async Task<MessageToRead?> PrepareAsync(IMailAccount account, MailboxName folder, Uid uid, CancellationToken ct)
    {
        try
        {
            await account.Reader.WarmAsync(folder, [uid], ct); // its text too
            var message = await account.Reader.OpenAsync(folder, uid, ct);
            var images = await DecideAsync(account, message, ct);
            return new MessageToRead(message, images, await LinkAsync(account, message, images, ct));
        }
        catch (MailUnavailableException)
        {
            return null; // whoever opens it is told
        }
    }

    private async Task<MessageToRead?> TakeAsync(Expectation expected, CancellationToken ct)
    {
        var ahead = await expected.Message.WaitAsync(ct);
        if (_expected == expected) _expected = null; // its links are one reading's
        return IsFresh(expected) ? ahead : null;
    }

    private bool IsFresh(Expectation expected) => time.GetUtcNow() - expected.Since < ExpectedFor;

    private async ValueTask<RemoteImageChoice> DecideAsync(IMailAccount account, OpenedMessage message, CancellationToken ct) =>
        message.HtmlSection is null
            ? RemoteImageChoice.Never
            : await rules.DecideAsync(account.Identity, message, trust.Of(account.Identity, message).FromAuthenticates, ct);

    /// <summary>Sessions of a person share the account; links are bound to this one, so that they die with it.</summary>
    private async ValueTask<MessageLinks> LinkAsync(IMailAccount account, OpenedMessage message, RemoteImageChoice images, CancellationToken ct)
    {
        var session = LinkGate.SessionOf((await person.GetAuthenticationStateAsync()).User) ?? Guid.Empty;
        return await links.MakeAsync(account, account.Identity with { SessionId = session }, message, images, ct);
    }

    /// <summary>A message that is expected, and since when.</summary>
    private sealed class Expectation(IMailAccount account, MailboxName folder, Uid uid, DateTimeOffset since, Task<MessageToRead?> message)
    {
        public DateTimeOffset Since => since;

        /// <summary>Null when it could not be had.</summary>
        public Task<MessageToRead?> Message => message;

        public bool Is(IMailAccount other, MailboxName where, Uid which) => ReferenceEquals(account, other) && folder.Equals(where) && uid == which;
    }
}
