namespace Webmail.Protocols.Sasl;

/// <summary>
/// The order of preference. Passwords: SCRAM-SHA-256-PLUS, SCRAM-SHA-1-PLUS, SCRAM-SHA-256, SCRAM-SHA-1; then, over TLS, PLAIN, LOGIN,
/// CRAM-MD5 (TLS hides the password better than MD5 does, and CRAM-MD5 makes the server keep it in clear); without TLS CRAM-MD5
/// before PLAIN and LOGIN. Tokens: OAUTHBEARER, XOAUTH2. One is chosen; a failure is never tried again with a weaker one.
/// </summary>
internal static class SaslChoice
{
    private static readonly ScramHash[] Hashes = [ScramHash.Sha256, ScramHash.Sha1];

    /// <exception cref="SaslException"><see cref="SaslFailure.NoMechanism"/>.</exception>
    public static SaslMechanism Choose(IReadOnlyCollection<string> offered, SaslCredentials credentials, SaslContext context)
    {
        bool Offers(string name) => offered.Contains(name, StringComparer.OrdinalIgnoreCase);
        return credentials.Kind switch
        {
            SaslCredentialKind.Token when Offers("OAUTHBEARER") => new OAuthBearer(credentials, context),
            SaslCredentialKind.Token when Offers("XOAUTH2") => new XOAuth2(credentials),
            SaslCredentialKind.External when Offers("EXTERNAL") => new External(credentials),
            SaslCredentialKind.Password when Scram(Offers, credentials, context) is { } scram => scram,
            SaslCredentialKind.Password when context.Binding != ChannelBindingUse.Require && Older(Offers, credentials, context) is { } older => older,
            _ => throw new SaslException(SaslFailure.NoMechanism, "", $"The server takes no {Kind(credentials)} on this connection (it offers: {string.Join(' ', offered.Take(20))})."),
        };
    }

    private static Scram? Scram(Func<string, bool> offers, SaslCredentials credentials, SaslContext context)
    {
        var binding = context.Binding == ChannelBindingUse.Never ? null : context.EndPointBinding;
        if (binding is not null && Hashes.FirstOrDefault(hash => offers(hash.Name + "-PLUS")) is { } bound)
        {
            return new Scram(bound, credentials, context, ScramBinding.EndPoint);
        }

        // With a binding at hand and no -PLUS offered at all, "y" lets an honest server notice that somebody took them out of the list.
        return context.Binding != ChannelBindingUse.Require && Hashes.FirstOrDefault(hash => offers(hash.Name)) is { } plain
            ? new Scram(plain, credentials, context, binding is null ? ScramBinding.None : ScramBinding.NotOffered)
            : null;
    }

    private static SaslMechanism? Older(Func<string, bool> offers, SaslCredentials credentials, SaslContext context)
    {
        var md5 = offers("CRAM-MD5") ? new CramMd5(credentials) : null;
        return !context.IsEncrypted && md5 is not null ? md5
            : offers("PLAIN") ? new Plain(credentials)
            : offers("LOGIN") ? new Login(credentials)
            : md5;
    }

    private static string Kind(SaslCredentials credentials) => credentials.Kind switch
    {
        SaslCredentialKind.Token => "access tokens",
        SaslCredentialKind.External => "client certificates",
        _ => "passwords",
    };
}
