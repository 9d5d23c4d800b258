using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Webmail.Mail.Accounts;
using Webmail.Protocols.Net;

namespace Webmail.Mail.Outbox;

/// <summary>
/// Keeps a login for a time when its owner is away, sealed under the key ring alone: only for what they planned, and only until it is done. Ordinary sending uses the
/// login that is open.
/// </summary>
internal sealed class LoginSafe(IDataProtectionProvider protection)
{
    private sealed record Kept(string Host, int Port, TransportSecurity Security, string Login, string Password, string? CertificateFile, bool AllowPrivate);

    public byte[]? Seal(AccountIdentity who, AccountLogin? login)
    {
        if (login is null) return null;
        using var password = login.Password;
        var json = JsonSerializer.SerializeToUtf8Bytes(new Kept(
            login.Imap.Host, login.Imap.Port, login.Imap.Security, login.LoginName, password.Reveal(), login.TrustedCertificateFile, login.AllowPrivate));
        try
        {
            return Protector(who.AccountId).Protect(json);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(json);
        }
    }

    /// <returns>Null when it does not open (any more).</returns>
    public AccountLogin? Open(Guid account, byte[] blob)
    {
        byte[] json;
        try
        {
            json = Protector(account).Unprotect(blob);
        }
        catch (CryptographicException)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<Kept>(json) is { } kept
                ? new AccountLogin(new ServerEndpoint(kept.Host, kept.Port, kept.Security), kept.Login, new Accounts.Secret(kept.Password), kept.CertificateFile, kept.AllowPrivate)
                : null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(json);
        }
    }

    private IDataProtector Protector(Guid account) => protection.CreateProtector("Webmail.Outbox.Login.v1", account.ToString("N"));
}
