namespace Webmail.Mail.Compose;

/// <summary>A person as they are written into an address field.</summary>
public sealed record Person(string Name, string Address);

/// <summary>How a draft is written.</summary>
public enum DraftFormat
{
    Html,
    Plain,
}

/// <summary>What a draft began as.</summary>
public enum DraftKind
{
    New,
    Reply,
    Forward,
    Redirect,
}

public enum DraftPriority
{
    Normal,
    High,
    Low,
}

/// <summary>Wishes that go with a message.</summary>
/// <param name="Receipt">Ask its readers for a read receipt (RFC 8098).</param>
/// <param name="Delivery">Ask the servers to tell about delivery (RFC 3461).</param>
/// <param name="RequireTls">Never over a connection without TLS (RFC 8689).</param>
public sealed record DraftOptions(DraftPriority Priority = DraftPriority.Normal, bool Receipt = false, bool Delivery = false, bool RequireTls = false);

/// <summary>A file of a draft.</summary>
/// <param name="Received">Octets that are here; it is complete when they are <paramref name="Size"/>.</param>
public sealed record DraftFile(Guid Id, string Name, string Type, long Size, long Received, bool Inline);

/// <summary>The message that is answered or forwarded.</summary>
/// <param name="Relation">Reply or Forward.</param>
public sealed record DraftSource(DraftKind Relation, string Folder, uint Validity, uint Uid);

/// <summary>A message that is being written: what the composer in the browser holds.</summary>
public sealed record Draft
{
    /// <summary>Given by whoever begins it; the same in all tabs and on the server.</summary>
    public required Guid Id { get; init; }

    /// <summary>Counts what was saved on the server; 0: never.</summary>
    public int Revision { get; init; }

    public DraftKind Kind { get; init; }

    /// <summary>Of whom it is; <see cref="Guid.Empty"/>: of the account's first identity.</summary>
    public Guid Identity { get; init; }

    public IReadOnlyList<Person> To { get; init; } = [];

    public IReadOnlyList<Person> Cc { get; init; } = [];

    public IReadOnlyList<Person> Bcc { get; init; } = [];

    public IReadOnlyList<Person> ReplyTo { get; init; } = [];

    public string Subject { get; init; } = "";

    public DraftFormat Format { get; init; }

    /// <summary>What the editor holds, quoted text included.</summary>
    public string Html { get; init; } = "";

    /// <summary>The text of a plain message.</summary>
    public string Text { get; init; } = "";

    /// <summary>The quoted original for a new answer; the composer puts it into <see cref="Html"/>.</summary>
    public string? Quote { get; init; }

    /// <summary>The same for a plain message, with ">" before its lines.</summary>
    public string? QuoteText { get; init; }

    /// <summary>The line that introduces the quote.</summary>
    public string? Attribution { get; init; }

    public IReadOnlyList<DraftFile> Files { get; init; } = [];

    public DraftOptions Options { get; init; } = new();

    public DraftSource? Source { get; init; }

    /// <summary>Identifiers of the thread, oldest first, parted by spaces; the last is the message that is answered.</summary>
    public string? References { get; init; }
}
