using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Webmail.Mail.Accounts;

/// <summary>
/// Seals a mail password for one session with AES-256-GCM. The key is HKDF of this installation's key and of a secret that lives only in
/// the session's cookie: the database with its key ring opens nothing without the cookie, the cookie opens nothing without the database.
/// </summary>
/// <remarks>
/// The blob is version (1) | nonce (12) | tag (16) | cipher text. Tenant, user, account, session and version are authenticated with it: a blob
/// moved to another row does not open.
/// </remarks>
public sealed class PasswordSeal(InstallKeys keys)
{
    /// <summary>How long the cookie's secret is.</summary>
    public const int SessionSecretLength = 32;

    private const byte Version = 1;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int HeaderLength = 1 + NonceLength + TagLength;
    private const int KeyLength = 32;
    private const string Purpose = "webmail/password-seal/v1";

    /// <summary>A fresh secret for a new session's cookie.</summary>
    public static byte[] NewSessionSecret() => RandomNumberGenerator.GetBytes(SessionSecretLength);

    public async Task<byte[]> SealAsync(Secret password, ReadOnlyMemory<byte> sessionSecret, AccountIdentity identity, CancellationToken ct)
    {
        var installKey = await keys.DeriveAsync(Purpose, ct);
        try
        {
            return Seal(password, sessionSecret.Span, installKey, Associated(identity));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(installKey);
        }
    }

    /// <returns>The password, or null when the blob, the cookie's secret or the identity is not what was sealed together.</returns>
    public async Task<Secret?> OpenAsync(ReadOnlyMemory<byte> blob, ReadOnlyMemory<byte> sessionSecret, AccountIdentity identity, CancellationToken ct)
    {
        if (blob.Length < HeaderLength || blob.Span[0] != Version || sessionSecret.Length != SessionSecretLength)
            return null;
        var installKey = await keys.DeriveAsync(Purpose, ct);
        try
        {
            return Open(blob.Span, sessionSecret.Span, installKey, Associated(identity));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(installKey);
        }
    }

    private static byte[] Seal(Secret password, ReadOnlySpan<byte> sessionSecret, ReadOnlySpan<byte> installKey, ReadOnlySpan<byte> associated)
    {
        if (sessionSecret.Length != SessionSecretLength)
            throw new ArgumentException("The session's secret has the wrong length.", nameof(sessionSecret));
        Span<byte> key = stackalloc byte[KeyLength];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, sessionSecret, key, salt: installKey, associated);
        var blob = new byte[HeaderLength + password.Bytes.Length];
        blob[0] = Version;
        var nonce = blob.AsSpan(1, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(nonce, password.Bytes, blob.AsSpan(HeaderLength), blob.AsSpan(1 + NonceLength, TagLength), associated);
        CryptographicOperations.ZeroMemory(key);
        return blob;
    }

    private static Secret? Open(ReadOnlySpan<byte> blob, ReadOnlySpan<byte> sessionSecret, ReadOnlySpan<byte> installKey, ReadOnlySpan<byte> associated)
    {
        Span<byte> key = stackalloc byte[KeyLength];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, sessionSecret, key, salt: installKey, associated);
        var clear = GC.AllocateUninitializedArray<byte>(blob.Length - HeaderLength, pinned: true);
        try
        {
            using var aes = new AesGcm(key, TagLength);
            aes.Decrypt(blob.Slice(1, NonceLength), blob[HeaderLength..], blob.Slice(1 + NonceLength, TagLength), clear, associated);
            return new Secret(clear);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
            CryptographicOperations.ZeroMemory(clear);
        }
    }

    // Every field with its length before it: two identities never give the same bytes.
    private static byte[] Associated(AccountIdentity identity)
    {
        var tenant = Encoding.UTF8.GetBytes(identity.TenantId);
        var bytes = new byte[1 + 4 + tenant.Length + (3 * 16)];
        bytes[0] = Version;
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(1), tenant.Length);
        tenant.CopyTo(bytes, 5);
        var ids = bytes.AsSpan(5 + tenant.Length);
        identity.UserId.TryWriteBytes(ids);
        identity.AccountId.TryWriteBytes(ids[16..]);
        identity.SessionId.TryWriteBytes(ids[32..]);
        return bytes;
    }
}
