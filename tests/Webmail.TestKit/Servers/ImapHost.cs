using Webmail.TestKit.Dovecot;

namespace Webmail.TestKit.Servers;

/// <summary>A real IMAP server, whichever it is, as a client sees it.</summary>
/// <param name="Imap">The port with STARTTLS.</param>
/// <param name="Imaps">The port with TLS from the first octet.</param>
/// <param name="AuthorityFile">The authority's certificate that a client has to trust for 127.0.0.1.</param>
/// <param name="Password">Every user's.</param>
/// <param name="NewUser">A user that no other test has; with a quota of <see cref="QuotaMiB"/>.</param>
public sealed record ImapHost(int Imap, int Imaps, string AuthorityFile, string Password, Func<string> NewUser)
{
    /// <summary>Storage that a user has: little enough to be filled in a test.</summary>
    public const int QuotaMiB = 3;

    public static ImapHost Of(DovecotServer dovecot) => new(dovecot.Ports.Imap, dovecot.Ports.Imaps, dovecot.AuthorityFile, dovecot.Password, () => dovecot.NewUser());
}
