namespace Webmail.Protocols.Imap;

/// <summary>A flag or keyword on a message, compared without case (RFC 9051 section 2.3.2). Keywords have no backslash.</summary>
public readonly struct Flag : IEquatable<Flag>
{
    /// <summary>Bytes in a flag. Dovecot stops keywords at 50, Cyrus at 128; more is noise.</summary>
    public const int MaxLength = 255;

    private readonly string? _name;

    /// <exception cref="FormatException">Not an atom, with or without a leading backslash.</exception>
    public Flag(string name)
    {
        if (!IsValid(name))
            throw new FormatException("Not a flag.");
        _name = name;
    }

    private Flag(string name, bool trusted)
    {
        _ = trusted;
        _name = name;
    }

    public static Flag Seen { get; } = new("\\Seen");

    public static Flag Answered { get; } = new("\\Answered");

    public static Flag Flagged { get; } = new("\\Flagged");

    public static Flag Deleted { get; } = new("\\Deleted");

    public static Flag Draft { get; } = new("\\Draft");

    /// <summary>Only in IMAP4rev1 and only from the server.</summary>
    public static Flag Recent { get; } = new("\\Recent");

    public static Flag Forwarded { get; } = new("$Forwarded");

    public static Flag MdnSent { get; } = new("$MDNSent");

    public static Flag Junk { get; } = new("$Junk");

    public static Flag NotJunk { get; } = new("$NotJunk");

    public static Flag Phishing { get; } = new("$Phishing");

    public static Flag Important { get; } = new("$Important");

    public static Flag HasAttachment { get; } = new("$HasAttachment");

    public static Flag HasNoAttachment { get; } = new("$HasNoAttachment");

    /// <summary>As it was written; "" for the default value.</summary>
    public string Name => _name ?? "";

    public bool IsSystem => Name.StartsWith('\\');

    public static bool operator ==(Flag left, Flag right) => left.Equals(right);

    public static bool operator !=(Flag left, Flag right) => !left.Equals(right);

    public static bool TryCreate(string name, out Flag flag)
    {
        flag = default;
        if (!IsValid(name))
            return false;
        flag = new Flag(name, trusted: true);
        return true;
    }

    /// <summary>Takes what a server sent as a flag, atom or not: a strange keyword must not hide the others.</summary>
    internal static Flag FromServer(string name) => new(name, trusted: true);

    public bool Equals(Flag other) => string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase);

    public override bool Equals(object? obj) => obj is Flag other && Equals(other);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Name);

    public override string ToString() => Name;

    private static bool IsValid(string name)
    {
        var atom = name.StartsWith('\\') ? name.AsSpan(1) : name;
        if (atom.IsEmpty || name.Length > MaxLength)
            return false;
        foreach (var c in atom)
        {
            if (c is <= ' ' or > '~' or '(' or ')' or '{' or '%' or '*' or '"' or '\\' or ']')
                return false;
        }

        return true;
    }
}
