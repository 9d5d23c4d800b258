using System.Globalization;
using System.Text;

namespace Webmail.TestKit.Mailboxes;

/// <summary>
/// Makes a varied, believable mailbox. The same seed, owner and newest time give the same bytes, so that a failing
/// test can be repeated.
/// </summary>
public sealed class MailboxGenerator
{
    private readonly Random _random;
    private int _ids;

    static MailboxGenerator() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <param name="newest">The time of the newest message; everything else lies before it.</param>
    public MailboxGenerator(int seed, Person owner, DateTimeOffset newest)
    {
        _random = new Random(seed);
        Owner = owner;
        Newest = newest;
    }

    public Person Owner { get; }

    public DateTimeOffset Newest { get; }

    internal Random Random => _random;

    /// <summary>The whole demo mailbox: about 500 messages in about 30 folders, oldest first within a folder.</summary>
    /// <param name="largestAttachment">Size in bytes of the biggest attachment; 0 leaves big ones out.</param>
    public IEnumerable<GeneratedMessage> Mailbox(int largestAttachment = 25 * 1024 * 1024) =>
    [
        .. Generated.Conversations.All(this),
        .. Generated.Newsletters.All(this),
        .. Generated.Attachments.All(this, largestAttachment),
        .. Generated.Charsets.All(this),
        .. Generated.RightToLeft.All(this),
        .. Generated.Invitations.All(this),
        .. Generated.Malformed.All(this),
        .. Generated.Structures.All(this),
        .. Generated.PlainTexts.All(this),
        .. Generated.MailingLists.All(this),
        .. Generated.FolderTree.All(this),
    ];

    /// <summary>A short plain message, for tests that need just some mail.</summary>
    public GeneratedMessage Simple(string subject, string folder = "INBOX", string flags = "") => Make(folder, Ago(0), flags, new MessageDraft
    {
        From = Pick(Person.Others),
        To = [Owner],
        Subject = subject,
        Date = Ago(0),
        MessageId = NextId(),
        Body = Part.Text(Prose.Paragraphs(_random, 2)),
    });

    internal T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];

    internal string NextId() => $"{++_ids:D6}.{_random.Next():x8}@mail.tidewater.test";

    internal string Boundary() => $"=_{_random.Next():x8}{_random.Next():x8}";

    /// <summary>A time this many hours before the newest, give or take half an hour.</summary>
    internal DateTimeOffset Ago(double hours) =>
        Newest.AddHours(-hours).AddSeconds(-_random.Next(0, 1800)).ToOffset(TimeSpan.FromHours(_random.Next(-5, 9)));

    /// <summary>Seen when older than three days, else mostly not; now and then flagged or answered.</summary>
    internal string Flags(double hoursAgo)
    {
        bool seen = hoursAgo > 72 || _random.Next(4) == 0;
        string flags = _random.Next(12) == 0 ? "F" : "";
        if (seen && _random.Next(6) == 0) flags += "R";
        return seen ? flags + "S" : flags;
    }

    internal GeneratedMessage Make(string folder, DateTimeOffset received, string flags, MessageDraft draft) =>
        new(folder, received.ToUniversalTime(), flags, draft.ToBytes());

    internal static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
