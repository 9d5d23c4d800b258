namespace Webmail.Protocols.Imap.Commands;

/// <summary>What proves who we are. Never shown by <see cref="ToString"/>.</summary>
public sealed class ImapCredentials
{
    private ImapCredentials(string user, string secret, bool isToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(user);
        if (user.Contains('\0', StringComparison.Ordinal) || secret.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("NUL cannot be part of a name or secret (RFC 4616).", nameof(user));
        }

        (User, Secret, IsToken) = (user, secret, isToken);
    }

    public string User { get; }

    internal string Secret { get; }

    internal bool IsToken { get; }

    /// <summary>Name and password: AUTHENTICATE PLAIN, else LOGIN.</summary>
    public static ImapCredentials Password(string user, string password) => new(user, password, isToken: false);

    /// <summary>Name and OAuth 2.0 access token: OAUTHBEARER (RFC 7628), else XOAUTH2.</summary>
    public static ImapCredentials AccessToken(string user, string token) => new(user, token, isToken: true);

    public override string ToString() => User;
}
