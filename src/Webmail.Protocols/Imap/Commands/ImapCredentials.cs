using Webmail.Protocols.Sasl;

namespace Webmail.Protocols.Imap.Commands;

/// <summary>What proves who we are. Never shown by <see cref="ToString"/>.</summary>
public sealed class ImapCredentials
{
    private ImapCredentials(SaslCredentials sasl) => Sasl = sasl;

    public string User => Sasl.User;

    internal SaslCredentials Sasl { get; }

    internal string Secret => Sasl.Secret;

    internal bool IsPassword => Sasl.Kind == SaslCredentialKind.Password;

    /// <summary>Name and password: the best SASL mechanism (<see cref="SaslChoice"/>), else LOGIN.</summary>
    public static ImapCredentials Password(string user, string password) => new(SaslCredentials.Password(user, password));

    /// <summary>Name and OAuth 2.0 access token: OAUTHBEARER (RFC 7628), else XOAUTH2.</summary>
    public static ImapCredentials AccessToken(string user, string token) => new(SaslCredentials.AccessToken(user, token));

    /// <summary>What <see cref="ImapConnectionOptions.ClientCertificate"/> proves: EXTERNAL (RFC 4422 appendix A).</summary>
    /// <param name="actAs">Whose mail; "" for the certificate's own.</param>
    public static ImapCredentials Certificate(string actAs = "") => new(SaslCredentials.External(actAs));

    public override string ToString() => User;
}
