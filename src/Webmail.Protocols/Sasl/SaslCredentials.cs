namespace Webmail.Protocols.Sasl;

/// <summary>What proves who we are, whatever the protocol. Never shown by <see cref="ToString"/>.</summary>
public sealed class SaslCredentials
{
    private SaslCredentials(SaslCredentialKind kind, string user, string secret)
    {
        if (user.Contains('\0', StringComparison.Ordinal) || secret.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("NUL cannot be part of a name or secret (RFC 4616).", nameof(user));
        }

        if (kind == SaslCredentialKind.Token && (user + secret).AsSpan().ContainsAnyInRange('\u0001', '\u001F'))
        {
            throw new ArgumentException("Control characters separate the fields around a token (RFC 7628) and cannot be part of one.", nameof(user));
        }

        (Kind, User, Secret) = (kind, user, secret);
    }

    /// <summary>The name to sign in with; for a certificate the identity to act as, "" for the certificate's own.</summary>
    public string User { get; }

    internal SaslCredentialKind Kind { get; }

    internal string Secret { get; }

    /// <summary>Name and password: SCRAM where offered; see <see cref="SaslChoice"/> for the order.</summary>
    public static SaslCredentials Password(string user, string password)
    {
        ArgumentException.ThrowIfNullOrEmpty(user);
        return new(SaslCredentialKind.Password, user, password);
    }

    /// <summary>Name and OAuth 2.0 access token: OAUTHBEARER (RFC 7628), else XOAUTH2.</summary>
    public static SaslCredentials AccessToken(string user, string token)
    {
        ArgumentException.ThrowIfNullOrEmpty(user);
        ArgumentException.ThrowIfNullOrEmpty(token);
        return new(SaslCredentialKind.Token, user, token);
    }

    /// <summary>What the transport has proved already, for example a client certificate: EXTERNAL (RFC 4422 appendix A).</summary>
    public static SaslCredentials External(string actAs = "") => new(SaslCredentialKind.External, actAs, "");

    public override string ToString() => User;
}

internal enum SaslCredentialKind
{
    Password,
    Token,
    External,
}
