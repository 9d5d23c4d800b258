namespace Webmail.Protocols.Net;

/// <summary>Where a mail server listens. <paramref name="Host"/> is also the name its certificate must carry.</summary>
/// <param name="Host">A host name or an address literal, without brackets.</param>
/// <param name="Port">1 to 65535.</param>
/// <param name="Security">How the connection is protected.</param>
public sealed record ServerEndpoint(string Host, int Port, TransportSecurity Security);
