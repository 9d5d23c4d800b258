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
            : new MessageToRead(message, images, await LinkAsync(account, message, images, begins: true, ct));
    }

    /// <summary>Opens a message that somebody may ask for. It is not marked read, and nothing that its sender could notice is loaded. One that can't be had is told to whoever opens it.</summary>
    /// <param name="soon">In a moment: a frame that the browser must not load yet is begun all the same.</param>
    public async Task ExpectAsync(IMailAccount account, MailboxName folder, Uid uid, bool soon, CancellationToken ct)
    {
        if (_expected is { } now && now.Is(account, folder, uid) && IsFresh(now)) return;
        var expected = _expected = new Expectation(account, folder, uid, time.GetUtcNow(), PrepareAsync(account, folder, uid, soon, ct));
        try
        {
            var ahead = await expected.Message;
            if (_expected != expected) return;
            ExpectedFrame = ahead.UnseenFrame;
            Expecting?.Invoke();
        }
        catch (MailUnavailableException) when (_expected == expected)
        {
            _expected = null;
        }
        catch (MailUnavailableException)
        {
            // Whoever opened it meanwhile was told.
        }
    }

    private async Task<MessageToRead> PrepareAsync(IMailAccount account, MailboxName folder, Uid uid, bool soon, CancellationToken ct)
    {
        var message = await account.Reader.OpenAsync(folder, uid, ct);
        var images = await DecideAsync(account, message, ct);
        return new MessageToRead(message, images, await LinkAsync(account, message, images, soon || !images.Shown, ct));
    }

    /// <summary>What is still on its way is waited for, and its failure is the opening's own; an old failure is not.</summary>
    private async Task<MessageToRead?> TakeAsync(Expectation expected, CancellationToken ct)
    {
        try
        {
            if (!expected.Message.IsCompleted) return await expected.Message.WaitAsync(ct);
            return expected.Message.IsCompletedSuccessfully && IsFresh(expected) ? await expected.Message : null;
        }
        finally
        {
            if (_expected == expected) _expected = null; // its links are one reading's
        }
    }

    private bool IsFresh(Expectation expected) => time.GetUtcNow() - expected.Since < ExpectedFor;

    private async ValueTask<RemoteImageChoice> DecideAsync(IMailAccount account, OpenedMessage message, CancellationToken ct) =>
        message.HtmlSection is null
            ? RemoteImageChoice.Never
            : await rules.DecideAsync(account.Identity, message, trust.Of(account.Identity, message).FromAuthenticates, ct);

    /// <summary>Sessions of a person share the account; links are bound to this one, so that they die with it.</summary>
    private async ValueTask<MessageLinks> LinkAsync(IMailAccount account, OpenedMessage message, RemoteImageChoice images, bool begins, CancellationToken ct)
    {
        var session = LinkGate.SessionOf((await person.GetAuthenticationStateAsync()).User) ?? Guid.Empty;
        return await links.MakeAsync(account, account.Identity with { SessionId = session }, message, images, begins, ct);
    }

    /// <summary>A message that is expected, and since when.</summary>
    private sealed class Expectation(IMailAccount account, MailboxName folder, Uid uid, DateTimeOffset since, Task<MessageToRead> message)
    {
        public DateTimeOffset Since => since;

        public Task<MessageToRead> Message => message;

        public bool Is(IMailAccount other, MailboxName where, Uid which) => ReferenceEquals(account, other) && folder.Equals(where) && uid == which;
    }
}
