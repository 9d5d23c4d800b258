using System.Globalization;

namespace Webmail.Protocols.Imap;

/// <summary>What a server announced with CAPABILITY (RFC 9051 section 7.2.2). Immutable; names compare without case.</summary>
public sealed class ImapCapabilities
{
    private readonly HashSet<string> _names;

    public ImapCapabilities(IEnumerable<string> names)
    {
        _names = new HashSet<string>(names, StringComparer.OrdinalIgnoreCase);
        AuthMechanisms = Values("AUTH");
        AppendLimit = Number("APPENDLIMIT");
        MessageLimit = Number("MESSAGELIMIT") is { } most and <= uint.MaxValue ? (uint)most : null;
        I18NLevel = (int)Math.Min(Number("I18NLEVEL") ?? 0, 9);
    }

    public static ImapCapabilities None { get; } = new([]);

    /// <summary>SASL mechanisms, upper case, in no order.</summary>
    public IReadOnlyList<string> AuthMechanisms { get; }

    /// <summary>The server-wide limit of APPEND in octets (RFC 7889); null when there is none or it is per mailbox.</summary>
    public ulong? AppendLimit { get; }

    /// <summary>How many messages one command may name (RFC 9738); null when there is no limit.</summary>
    public uint? MessageLimit { get; }

    /// <summary>1: searching knows i;unicode-casemap; 2: COMPARATOR chooses another (RFC 5255); 0: not told.</summary>
    public int I18NLevel { get; }

    public IReadOnlyCollection<string> Names => _names;

    /// <summary>
    /// True for an announced name such as "IDLE" or "UTF8=ACCEPT". Asking for IMAP4rev1 is answered by either revision;
    /// what IMAP4rev2 contains (RFC 9051 appendix E) is found under its own name too.
    /// </summary>
    public bool Has(string name) => _names.Contains(name) || (Rev2Contains.Contains(name) && _names.Contains("IMAP4rev2"));

    /// <summary>
    /// True when UTF8=ACCEPT can be enabled and then means what RFC 9755 says. Dovecot 2.4.1 (known by SNIPPET=FUZZY, its own name) says it is enabled and goes
    /// on to speak modified UTF-7: "NO Mailbox name is not valid mUTF-7".
    /// </summary>
    internal bool SpeaksUtf8 => Has("UTF8=ONLY") || (Has("UTF8=ACCEPT") && !Announces("SNIPPET=FUZZY"));

    /// <summary>True when the name was announced itself, not only implied by IMAP4rev2.</summary>
    public bool Announces(string name) => _names.Contains(name);

    /// <summary>What follows "NAME=": the mechanisms of AUTH, the algorithms of THREAD, the dimensions of QUOTA=RES-...</summary>
    public IReadOnlyList<string> Values(string name) =>
    [
        .. _names.Where(n => n.Length > name.Length && n[name.Length] == '=' && n.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            .Select(n => n[(name.Length + 1)..].ToUpperInvariant()),
    ];

    private ulong? Number(string name) =>
        Values(name) is [var value, ..] && ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public override string ToString() => string.Join(' ', _names);

    private static readonly HashSet<string> Rev2Contains = new(StringComparer.OrdinalIgnoreCase)
    {
        "NAMESPACE", "UNSELECT", "UIDPLUS", "ESEARCH", "SEARCHRES", "ENABLE", "IDLE", "SASL-IR", "LIST-EXTENDED", "LIST-STATUS",
        "MOVE", "LITERAL-", "SPECIAL-USE", "STATUS=SIZE", "CHILDREN",
    };
}
