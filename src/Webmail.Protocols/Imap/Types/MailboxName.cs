using System.Globalization;
using System.Text;

namespace Webmail.Protocols.Imap;

/// <summary>
/// A mailbox name as people read it (Unicode), with INBOX compared without case (RFC 9051 section 5.1). A name that came
/// from the wire in a form we would not write ourselves keeps that form, so that it can be named back to its server.
/// </summary>
public sealed class MailboxName : IEquatable<MailboxName>
{
    /// <summary>Characters in a name. Servers stop at 255 bytes per level; this leaves room for any tree.</summary>
    public const int MaxLength = 4096;

    private readonly byte[]? _wire;

    private MailboxName(string value, byte[]? wire)
    {
        Value = IsInboxText(value) ? "INBOX" : value;
        _wire = wire;
    }

    public static MailboxName Inbox { get; } = new("INBOX", null);

    /// <summary>The decoded name; exactly "INBOX" for the inbox, however it was written.</summary>
    public string Value { get; }

    public bool IsInbox => Value == "INBOX";

    /// <summary>Written the same way whether or not names are UTF-8 on the wire: it can be sent before ENABLE is answered.</summary>
    public bool IsSameInEveryEncoding => _wire is null && Ascii.IsValid(Value) && !Value.Contains('&', StringComparison.Ordinal);

    /// <exception cref="FormatException">See <see cref="TryCreate"/>.</exception>
    public static MailboxName Create(string value) =>
        TryCreate(value, out var name) ? name : throw new FormatException("Not a mailbox name.");

    /// <summary>False for an empty or overlong name, control characters, line separators and half surrogate pairs (RFC 9051 section 5.1, RFC 5198).</summary>
    public static bool TryCreate(string value, out MailboxName name)
    {
        name = Inbox;
        if (value.Length == 0 || !IsAllowed(value))
            return false;
        name = new MailboxName(value, null);
        return true;
    }

    /// <summary>
    /// Reads a name as a server wrote it: modified UTF-7, UTF-8 (RFC 6855 and RFC 9051; also sent unasked), else the bytes as
    /// Latin-1. The original bytes are kept when encoding the result again would not give them back.
    /// </summary>
    /// <param name="utf8">True after UTF8=ACCEPT or IMAP4rev2 was enabled: "&amp;" is then an ordinary character.</param>
    public static bool TryFromWire(ReadOnlySpan<byte> wire, bool utf8, out MailboxName name)
    {
        name = Inbox;
        if (wire.Length > MaxLength * 4)
            return false;
        var text = Text(wire);
        var decoded = text;
        if (!utf8 && Ascii.IsValid(wire) && wire.Contains((byte)'&') && ModifiedUtf7.TryDecode(text, out var plain))
            decoded = plain;
        if (!IsAllowed(decoded))
            return false;
        var canonical = new MailboxName(decoded, null);
        name = canonical.IsInbox || canonical.ToWire(utf8).AsSpan().SequenceEqual(wire) ? canonical : new MailboxName(decoded, wire.ToArray());
        return true;
    }

    /// <summary>The bytes inside the quotes or the literal of a command. Quoting is the encoder's business.</summary>
    public byte[] ToWire(bool utf8)
    {
        if (_wire is not null)
            return (byte[])_wire.Clone();
        return utf8 ? Encoding.UTF8.GetBytes(Value) : Encoding.ASCII.GetBytes(ModifiedUtf7.Encode(Value));
    }

    public bool Equals(MailboxName? other) =>
        other is not null && string.Equals(Value, other.Value, StringComparison.Ordinal) && _wire.AsSpan().SequenceEqual(other._wire);

    public override bool Equals(object? obj) => Equals(obj as MailboxName);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Value);

    public override string ToString() => Value;

    private static bool IsInboxText(string value) => value.Equals("INBOX", StringComparison.OrdinalIgnoreCase);

    private static string Text(ReadOnlySpan<byte> wire) =>
        System.Text.Unicode.Utf8.IsValid(wire) ? Encoding.UTF8.GetString(wire) : Encoding.Latin1.GetString(wire);

    private static bool IsAllowed(string value)
    {
        if (value.Length > MaxLength)
            return false;
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            if (char.IsControl(c) || c is '\u2028' or '\u2029')
                return false;
            if (char.IsSurrogate(c) && CharUnicodeInfo.GetUnicodeCategory(value, i) == UnicodeCategory.Surrogate)
                return false;
            if (char.IsHighSurrogate(c))
                i++;
        }

        return true;
    }
}
