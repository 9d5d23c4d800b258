using System.Text;

namespace Webmail.Mime.Headers;

/// <summary>
/// The addresses of a From, To, Cc, Bcc, Reply-To … field. Comments are kept behind the name in parentheses, or are the name where there is
/// none; routes (<c>@a,@b:user@c</c>) and white space inside addresses are dropped (RFC 5322 sections 4.4 and 3.4.1).
/// </summary>
public sealed class AddressList
{
    /// <summary>More addresses than this are left out. 60,000 recipients in one field have been seen.</summary>
    public const int MaxAddresses = 100_000;

    internal AddressList(IReadOnlyList<AddressGroup> groups, IReadOnlyList<MailAddress> mailboxes, bool hasDefect)
    {
        Groups = groups;
        Mailboxes = mailboxes;
        HasDefect = hasDefect;
    }

    public static AddressList Empty { get; } = new([], [], hasDefect: false);

    /// <summary>In order; addresses outside groups stand in groups without a name.</summary>
    public IReadOnlyList<AddressGroup> Groups { get; }

    /// <summary>All addresses in order, those inside groups too.</summary>
    public IReadOnlyList<MailAddress> Mailboxes { get; }

    /// <summary>True when something had to be forgiven: unclosed quotes or brackets, names without address, too many addresses.</summary>
    public bool HasDefect { get; }

    /// <summary>Reads the raw value of a header field. Never fails.</summary>
    public static AddressList Parse(ReadOnlySpan<byte> raw) => raw.IsEmpty ? Empty : new AddressReader(HeaderText.Clip(raw)).Read();

    /// <summary>Reads what a person typed or pasted. Line ends separate addresses.</summary>
    public static AddressList Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Parse(Encoding.UTF8.GetBytes(text.ReplaceLineEndings(",")));
    }

    /// <summary>One mailbox from a name and an address that are already apart and raw, as IMAP's ENVELOPE gives them.</summary>
    public static MailAddress FromParts(ReadOnlySpan<byte> name, ReadOnlySpan<byte> localPart, ReadOnlySpan<byte> domain) =>
        MailboxBuilder.FromParts(name, localPart, domain);
}
