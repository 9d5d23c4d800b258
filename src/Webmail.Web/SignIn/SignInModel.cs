using Webmail.Protocols.Net;
using Webmail.Web.Tenants;

namespace Webmail.Web.SignIn;

/// <summary>What the sign-in page shows. The password is never part of it.</summary>
public sealed record SignInModel
{
    public required Branding Branding { get; init; }
    public string? Address { get; init; }
    public string? ReturnUrl { get; init; }
    public bool KeepSignedIn { get; init; }
    public SignInFailure? Failure { get; init; }
    public string? Notice { get; init; }

    /// <summary>The tenant lets its users name a server.</summary>
    public bool OffersOtherServer { get; init; }

    /// <summary>There is no configured server, so the user must name one.</summary>
    public bool NeedsOtherServer { get; init; }

    public bool OffersPlain { get; init; }
    public string? Host { get; init; }
    public string? Port { get; init; }
    public TransportSecurity Security { get; init; }

    public bool OtherServerOpen => NeedsOtherServer || !string.IsNullOrEmpty(Host);
}
