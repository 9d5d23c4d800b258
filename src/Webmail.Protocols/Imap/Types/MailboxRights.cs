namespace Webmail.Protocols.Imap;

/// <summary>What one may do with a mailbox (RFC 4314 section 2.1).</summary>
public enum MailboxRight
{
    /// <summary>l: see it in lists.</summary>
    Lookup = 'l',

    /// <summary>r: open it, read its messages.</summary>
    Read = 'r',

    /// <summary>s: keep \Seen.</summary>
    KeepSeen = 's',

    /// <summary>w: change flags but \Seen and \Deleted.</summary>
    Write = 'w',

    /// <summary>i: APPEND and COPY into it.</summary>
    Insert = 'i',

    /// <summary>p: send mail to its address.</summary>
    Post = 'p',

    /// <summary>k: create mailboxes below it.</summary>
    CreateChildren = 'k',

    /// <summary>x: delete or rename it.</summary>
    DeleteMailbox = 'x',

    /// <summary>t: change \Deleted.</summary>
    DeleteMessages = 't',

    /// <summary>e: expunge.</summary>
    Expunge = 'e',

    /// <summary>a: change its rights.</summary>
    Administer = 'a',
}

/// <summary>Rights as letters, in any order; letters and digits we have no word for are kept (RFC 4314).</summary>
public readonly struct MailboxRights : IEquatable<MailboxRights>
{
    private readonly string? _letters;

    private MailboxRights(string letters) => _letters = letters;

    public static MailboxRights None => default;

    /// <summary>As sent: "lrswipkxtea".</summary>
    public string Letters => _letters ?? "";

    /// <exception cref="FormatException">Not letters and digits.</exception>
    public static MailboxRights Parse(string letters) =>
        letters.All(char.IsAsciiLetterOrDigit) ? new(letters.ToLowerInvariant()) : throw new FormatException("Rights are letters and digits.");

    public static MailboxRights Of(params ReadOnlySpan<MailboxRight> rights)
    {
        var letters = new char[rights.Length];
        for (var i = 0; i < rights.Length; i++)
        {
            letters[i] = (char)rights[i];
        }

        return new(new string(letters));
    }

    /// <summary>As a server says it; anything else in it is dropped.</summary>
    internal static MailboxRights FromServer(string letters) => new(string.Concat(letters.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant());

    /// <summary>True when the right is among them. The letters of RFC 2086 count for what they became: "c" for k and x, "d" for e, t and x (RFC 4314 section 2.1.1).</summary>
    public bool Allows(MailboxRight right) => Letters.Contains((char)right, StringComparison.Ordinal) || right switch
    {
        MailboxRight.CreateChildren => Letters.Contains('c', StringComparison.Ordinal),
        MailboxRight.DeleteMailbox => Letters.Contains('c', StringComparison.Ordinal) || Letters.Contains('d', StringComparison.Ordinal),
        MailboxRight.Expunge or MailboxRight.DeleteMessages => Letters.Contains('d', StringComparison.Ordinal),
        _ => false,
    };

    public bool Equals(MailboxRights other) => Letters.Order().SequenceEqual(other.Letters.Order());

    public override bool Equals(object? obj) => obj is MailboxRights other && Equals(other);

    public override int GetHashCode() => string.Concat(Letters.Order()).GetHashCode(StringComparison.Ordinal);

    public static bool operator ==(MailboxRights left, MailboxRights right) => left.Equals(right);

    public static bool operator !=(MailboxRights left, MailboxRights right) => !left.Equals(right);

    public override string ToString() => Letters;
}
