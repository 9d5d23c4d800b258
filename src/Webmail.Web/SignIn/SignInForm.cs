using System.Globalization;
using Webmail.Mail.Accounts;
using Webmail.Protocols.Net;

namespace Webmail.Web.SignIn;

/// <summary>The form as posted. Everything in it is a stranger's text.</summary>
internal sealed record SignInForm(string Address, string Password, string Host, string Port, TransportSecurity Security, bool Keep, string? ReturnUrl)
{
    public static SignInForm Read(IFormCollection form) => new(
        Text(form, "address", SignInLimits.AddressLength).Trim(),
        Text(form, "password", SignInLimits.PasswordLength),
        Text(form, "host", SignInLimits.HostLength).Trim(),
        Text(form, "port", 5).Trim(),
        Enum.TryParse<TransportSecurity>(Text(form, "security", 16), out var security) && Enum.IsDefined(security) ? security : TransportSecurity.Tls,
        string.Equals(Text(form, "keep", 4), "true", StringComparison.Ordinal),
        LocalUrl.IsLocal(form[SignInEndpoints.ReturnUrlParameter]) ? form[SignInEndpoints.ReturnUrlParameter].ToString() : null);

    /// <summary>The server the user named; null when they named none.</summary>
    public ServerEndpoint? OtherServer => Host.Length == 0 ? null : new ServerEndpoint(Host, PortNumber, Security);

    public bool IsPortValid => Port.Length == 0 || PortNumber is > 0 and <= 65535;

    private int PortNumber => Port.Length == 0
        ? Tenant.DefaultPort(Security)
        : int.TryParse(Port, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : 0;

    /// <summary>Without the password.</summary>
    public override string ToString() => "SignInForm";

    // Longer than the form's own limits is no browser's doing; cut, it is simply wrong.
    private static string Text(IFormCollection form, string name, int length)
    {
        var text = form[name].ToString();
        return text.Length <= length ? text : text[..length];
    }
}
