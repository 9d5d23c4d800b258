using System.Net;
using Webmail.Protocols.Net;

namespace Webmail.Mail.Accounts;

/// <summary>What somebody typed, and from where.</summary>
/// <param name="OtherServer">The server the user named; null for the tenant's own.</param>
/// <param name="StaySignedIn">Keep the session when the browser closes.</param>
public sealed record SignInRequest(
    Tenant Tenant, MailAddressText Address, Secret Password, ServerEndpoint? OtherServer, IPAddress Client, string? UserAgent, bool StaySignedIn);
