namespace Webmail.Web.SignIn;

/// <summary>How much a stranger may send us before anybody is known.</summary>
internal static class SignInLimits
{
    /// <summary>RFC 5321 section 4.5.3.1.3: a path is 256 octets with its angle brackets.</summary>
    public const int AddressLength = 254;

    /// <summary>Longer than any pass phrase; an IMAP server takes far less in one line.</summary>
    public const int PasswordLength = 1024;

    /// <summary>RFC 1035 section 2.3.4.</summary>
    public const int HostLength = 253;

    /// <summary>A mail URL is a folder name and two numbers; anything longer is not ours.</summary>
    public const int ReturnUrlLength = 2048;

    /// <summary>The whole form: password and return URL at worst, percent-encoded threefold.</summary>
    public const int FormBytes = 32 * 1024;
}
