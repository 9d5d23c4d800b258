using Webmail.Protocols.Net;

namespace Webmail.Mail.Outbox;

/// <summary>A server for sending as a person named it.</summary>
/// <param name="Login">Empty: the same as for reading.</param>
/// <param name="SealedPassword">Null: that of the mailbox.</param>
internal sealed record NamedSmtp(ServerEndpoint Server, string Login, byte[]? SealedPassword);
