using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Webmail.Mime.Headers;

/// <summary>
/// One mailbox: a display name and an address. By construction neither can hold CR, LF, NUL or any other control character, so that neither can
/// break out of a header line or an SMTP command.
/// </summary>
public sealed class MailAddress : IEquatable<MailAddress>
{
    /// <summary>RFC 5321 section 4.5.3.1: 64 + 1 + 255, and room for what is longer in practice.</summary>
    public const int MaxAddressLength = 1024;

    private static readonly SearchValues<char> Forbidden =
        SearchValues.Create(string.Concat(Enumerable.Range(0, 0x20).Append(0x7F).Concat(Enumerable.Range(0x80, 0x20)).Append(0x2028).Append(0x2029).Select(c => (char)c)));

    private readonly int _at;

    /// <param name="name">The display name, decoded; null or empty for none.</param>
    /// <param name="address"><c>local@domain</c>; the local part may be a quoted string.</param>
    /// <exception cref="FormatException">A control character in either, or white space or angle brackets in the address outside quotes.</exception>
    public MailAddress(string? name, string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (name is not null && name.AsSpan().ContainsAny(Forbidden)) throw new FormatException("A display name cannot hold control characters.");
        if (!IsSafe(address)) throw new FormatException("An address cannot hold control characters, spaces or angle brackets.");
        Name = string.IsNullOrEmpty(name) ? null : name;
        Address = address;
        _at = address.LastIndexOf('@');
    }

    /// <summary>The display name, or null.</summary>
    public string? Name { get; }

    /// <summary>As written: <c>local@domain</c>. Without an <c>@</c> where the mail had none; empty where it had only a name.</summary>
    public string Address { get; }

    /// <summary>What stands before the last <c>@</c>, quotes included.</summary>
    public string LocalPart => _at < 0 ? Address : Address[.._at];

    /// <summary>What stands after the last <c>@</c>, or the empty string.</summary>
    public string Domain => _at < 0 ? "" : Address[(_at + 1)..];

    /// <summary>True when there is a local part and a domain: something one can send to.</summary>
    public bool IsComplete => _at > 0 && _at < Address.Length - 1;

    /// <summary>Reads one address as a person types it: <c>a@b</c>, <c>Name &lt;a@b&gt;</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out MailAddress? address)
    {
        var list = AddressList.Parse(text);
        address = list.Mailboxes.Count == 1 && list.Mailboxes[0].IsComplete ? list.Mailboxes[0] : null;
        return address is not null;
    }

    /// <summary>True when <paramref name="address"/> can stand in a header and in an SMTP command without changing their meaning.</summary>
    internal static bool IsSafe(string address)
    {
        if (address.Length > MaxAddressLength || address.AsSpan().ContainsAny(Forbidden)) return false;
        var quoted = false;
        for (var i = 0; i < address.Length; i++)
        {
            switch (address[i])
            {
                case '"':
                    quoted = !quoted;
                    break;
                case '\\' when quoted:
                    i++;
                    break;
                case ' ' or '<' or '>' or ',' or ';' when !quoted:
                    return false;
            }
        }

        return !quoted;
    }

    public bool Equals(MailAddress? other) =>
        other is not null && Name == other.Name && LocalPart == other.LocalPart && Domain.Equals(other.Domain, StringComparison.OrdinalIgnoreCase);

    public override bool Equals(object? obj) => Equals(obj as MailAddress);

    public override int GetHashCode() => HashCode.Combine(Name, LocalPart, Domain.GetHashCode(StringComparison.OrdinalIgnoreCase));

    /// <summary>For people: <c>Name &lt;a@b&gt;</c>. Not escaped; header lines are made by the writer.</summary>
    public override string ToString() => Name is null ? Address : $"{Name} <{Address}>";
}
