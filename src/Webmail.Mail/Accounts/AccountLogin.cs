using Webmail.Protocols.Net;

namespace Webmail.Mail.Accounts;

/// <summary>What it takes to open a mail account: where, as whom, with which password.</summary>
/// <param name="Imap">The server; its certificate must carry <see cref="ServerEndpoint.Host"/>.</param>
/// <param name="LoginName">The name the server knows, often but not always the mail address.</param>
/// <param name="Password">Never printed, zeroed when disposed by its owner.</param>
/// <param name="TrustedCertificateFile">PEM file of one more certificate authority (or the server's own certificate) to trust; none by default.</param>
/// <param name="AllowPrivate">The administrator named this host, so the network guard lets private addresses pass.</param>
public sealed record AccountLogin(
    ServerEndpoint Imap, string LoginName, Secret Password, string? TrustedCertificateFile = null, bool AllowPrivate = false);
