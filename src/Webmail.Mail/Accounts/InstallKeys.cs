using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Webmail.Data;
using Webmail.Data.Model;

namespace Webmail.Mail.Accounts;

/// <summary>
/// Keys of this installation. They all come from one random secret that the first start makes; the database holds it protected under the
/// data-protection key ring, so it is the same on every node and worth nothing without the ring.
/// </summary>
public sealed class InstallKeys(IDbContextFactory<WebmailDbContext> contexts, IDataProtectionProvider protection) : IDisposable
{
    private const string Name = "install";
    private const int SecretLength = 32;

    private readonly IDataProtector _protector = protection.CreateProtector("webmail/install-secret/v1");
    private readonly SemaphoreSlim _gate = new(1, 1);
    private byte[]? _secret;

    /// <summary>32 bytes for one purpose; another purpose tells nothing about it.</summary>
    /// <exception cref="InvalidOperationException">The key ring is not the one that protected the secret.</exception>
    public async ValueTask<byte[]> DeriveAsync(string purpose, CancellationToken ct)
    {
        var secret = _secret ?? await LoadAsync(ct);
        return HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, salt: null, Encoding.UTF8.GetBytes(purpose));
    }

    public void Dispose() => _gate.Dispose();

    private async Task<byte[]> LoadAsync(CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            return _secret ??= await ReadAsync(ct) ?? await CreateAsync(ct);
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<byte[]?> ReadAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var row = await db.InstallSecrets.AsNoTracking().SingleOrDefaultAsync(secret => secret.Name == Name, ct);
        if (row is null)
            return null;
        try
        {
            return _protector.Unprotect(Convert.FromBase64String(row.Protected));
        }
        catch (CryptographicException broken)
        {
            throw new InvalidOperationException(
                "The installation's secret can't be read with the key ring in this database: were tables protection_keys and install_secrets restored from different backups?", broken);
        }
    }

    private async Task<byte[]> CreateAsync(CancellationToken ct)
    {
        var secret = RandomNumberGenerator.GetBytes(SecretLength);
        await using var db = await contexts.CreateDbContextAsync(ct);
        db.InstallSecrets.Add(new InstallSecret { Name = Name, Protected = Convert.ToBase64String(_protector.Protect(secret)) });
        try
        {
            await db.SaveChangesAsync(ct);
            return secret;
        }
        catch (DbUpdateException taken)
        {
            // Another node was first: its secret is the one.
            return await ReadAsync(ct) ?? throw new InvalidOperationException("The installation's secret could not be stored.", taken);
        }
    }
}
