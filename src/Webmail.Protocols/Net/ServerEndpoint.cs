namespace Webmail.Protocols.Net;

/// <summary>Where a server listens and how to talk to it.</summary>
/// <param name="Host">Host name or IP literal; also the name the certificate is checked against.</param>
/// <param name="Port">TCP port, 1 to 65535.</param>
/// <param name="Security">How the connection is protected.</param>
public sealed record ServerEndpoint(string Host, int Port, TransportSecurity Security);
