using Webmail.Html.Sanitizing;
using Webmail.Html.TextConversion;
using Webmail.Mail;
using Webmail.Mail.Messages;
using Webmail.Mail.Reading;
using Webmail.Protocols.Imap;

namespace Webmail.Web.Tests.Endpoints;

/// <summary>Messages in memory.</summary>
internal sealed class TestReader : IMessageReader
{
    public static readonly MessageReference Reference = new(MailboxName.Inbox, new UidValidity(7), new Uid(42));

    public Dictionary<string, (byte[] Bytes, string Name)> Parts { get; } = [];

    public string Html { get; set; } = "<p>Hello</p>";

    public string Plain { get; set; } = "Hello";

    public SanitizeRefusal Refusal { get; set; }

    public Task? HtmlWaitsFor { get; set; }

    public MailUnavailableException? Fails { get; set; }

    public OpenedMessage Message { get; set; } = Make();

    public IReadOnlyList<AttachmentPart>? AllAttachments { get; set; }

    public int Released { get; private set; }

    public TaskCompletionSource? Holds { get; set; }

    public List<Uid> Warmed { get; } = [];

    public int Opened { get; private set; }

    public static OpenedMessage Make(string? html = null, string? plain = "1", params AttachmentPart[] attachments) => new()
    {
        Reference = Reference,
        Flags = FlagSet.Empty,
        Subject = "Harbour pilot",
        From = [new Correspondent("Ines Okafor", "ines.okafor@tidewater.test")],
        ReplyTo = [],
        To = [new Correspondent("", "noor@tidewater.test"), new Correspondent("Marcus Lindqvist", "marcus@tidewater.test")],
        Cc = [new Correspondent("", "harbour-office@tidewater.test")],
        Bcc = [],
        Received = new DateTimeOffset(2026, 11, 24, 9, 42, 0, TimeSpan.Zero),
        Size = 2048,
        HtmlSection = html,
        PlainSection = plain,
        Attachments = attachments,
        Defects = [],
    };

    public async ValueTask<OpenedMessage> OpenAsync(MailboxName folder, Uid uid, CancellationToken ct)
    {
        Opened++;
        if (Holds is not null) await Holds.Task.WaitAsync(ct);
        return Fails is null ? Message : throw Fails;
    }

    public Task WarmAsync(MailboxName folder, IReadOnlyList<Uid> uids, CancellationToken ct)
    {
        Warmed.AddRange(uids);
        return Task.CompletedTask;
    }

    public ValueTask<IReadOnlyList<AttachmentPart>> ReadAttachmentsAsync(MessageReference message, CancellationToken ct) => new(AllAttachments ?? Message.Attachments);

    public async ValueTask<PlainBody> ReadPlainAsync(MessageReference message, string section, CancellationToken ct)
    {
        if (PlainWaitsFor is not null) await PlainWaitsFor;
        return new PlainBody(PlainText.Read(Plain, new PlainTextOptions()), Truncated: false);
    }

    public PlainBody? Beginning { get; set; }

    public Task? PlainWaitsFor { get; set; }

    public PlainBody? PlainBeginning(MessageReference message, string section) => Beginning;

    public async ValueTask<HtmlBody> ReadHtmlAsync(MessageReference message, string section, HtmlViewOptions options, CancellationToken ct)
    {
        if (HtmlWaitsFor is not null) await HtmlWaitsFor;
        if (Fails is not null) throw Fails;
        if (Refusal != SanitizeRefusal.None && !(options.ShowsWhatFits && Refusal == SanitizeRefusal.TooDeep)) return new HtmlBody(null, Refusal, Plain);
        var result = HtmlSanitizer.Sanitize(Html, new SanitizeOptions { InlineImageUrl = id => options.InlineImageUrl(id), RemoteImageUrl = options.RemoteImageUrl, Darken = options.Darkens, DarkenOnlyDesigned = true });
        return new HtmlBody(result.Html, SanitizeRefusal.None, "");
    }

    public ValueTask<PartStream> OpenPartAsync(MessageReference message, string section, CancellationToken ct) =>
        Parts.TryGetValue(section, out var part)
            ? new(new PartStream(new MemoryStream(part.Bytes), "text/html", part.Name, part.Bytes.Length, ReleaseAsync))
            : throw new MailUnavailableException(MailFailure.Gone, "");

    public ValueTask<PartFacts> LookAsync(MessageReference message, string? section, CancellationToken ct) => throw new NotSupportedException("Nothing is attached here.");

    public ValueTask<PartStream> OpenSourceAsync(MessageReference message, CancellationToken ct) => OpenPartAsync(message, "", ct);

    private ValueTask ReleaseAsync()
    {
        Released++;
        return ValueTask.CompletedTask;
    }
}
