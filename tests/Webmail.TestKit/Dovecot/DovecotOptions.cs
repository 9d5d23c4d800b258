using Webmail.TestKit.Certificates;

namespace Webmail.TestKit.Dovecot;

/// <summary>How a private Dovecot behaves. The defaults switch on everything that Dovecot 2.3 has.</summary>
public sealed record DovecotOptions
{
    /// <summary>Where mail and configuration live; null: a temporary folder that is removed at the end.</summary>
    public string? Root { get; init; }

    /// <summary>The password of every user when <see cref="Users"/> is null.</summary>
    public string Password { get; init; } = "secret";

    /// <summary>
    /// The password is stored as SCRAM-SHA-256 keeps it, with a salt that stays: Dovecot makes a new salt for each sign-in where the password itself is stored, and no client can
    /// remember its keys.
    /// </summary>
    public bool StoresScramKeys { get; init; }

    /// <summary>The only users that exist, with their passwords; null: any name is a user.</summary>
    public IReadOnlyDictionary<string, string>? Users { get; init; }

    /// <summary>Capabilities that are not announced, such as <c>NOTIFY</c> or <c>QRESYNC</c>. The commands themselves still work.</summary>
    public IReadOnlyCollection<string> WithoutCapabilities { get; init; } = [];

    public ServerCertificateKind Certificate { get; init; } = ServerCertificateKind.Trusted;

    /// <summary>Port of the mail server that submission hands messages to, on loopback; null: submission refuses to send.</summary>
    public int? RelayPort { get; init; }

    /// <summary>Drafts, Sent, Archive, Junk and Trash exist with their SPECIAL-USE attribute.</summary>
    public bool SpecialUseMailboxes { get; init; } = true;

    /// <summary>Storage quota per user in MiB.</summary>
    public int QuotaMiB { get; init; } = 8192;

    /// <summary>STARTTLS before signing in is demanded, even on loopback.</summary>
    public bool RequireTls { get; init; }

    /// <summary>Fixed ports; null: free ones.</summary>
    public DovecotPorts? Ports { get; init; }

    /// <summary>Lines added at the end of the configuration.</summary>
    public string ExtraConfiguration { get; init; } = "";
}
