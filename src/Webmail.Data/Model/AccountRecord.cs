namespace Webmail.Data.Model;

/// <summary>A mail account of a user: who it is and where it lives. It holds no password.</summary>
public sealed class AccountRecord
{
    public Guid Id { get; set; }
    public Guid UserId { get; set; }
    public required string TenantId { get; set; }

    /// <summary>Empty for the tenant's own server, else "host:port" of a server the user named. Part of the account's identity: the
    /// same address proved by another server is another account, or anybody's server could open anybody's settings.</summary>
    public required string ServerKey { get; set; }

    /// <summary>The login name in lower case: servers fold it, and one person must not become two.</summary>
    public required string LoginKey { get; set; }

    public required string LoginName { get; set; }
    public required string Address { get; set; }
    public string? DisplayName { get; set; }

    /// <summary>Null when the tenant's configuration says where the account lives, so that a moved server moves every account.</summary>
    public StoredEndpoint? Imap { get; set; }

    public StoredEndpoint? Smtp { get; set; }
    /// <summary>The name for <see cref="Smtp"/>; null: the same as for reading.</summary>
    public string? SmtpLogin { get; set; }

    /// <summary>The password for <see cref="Smtp"/>, sealed under the key ring; null: the same as for reading.</summary>
    public byte[]? SmtpPassword { get; set; }

    public StoredEndpoint? Sieve { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset LastSignInAt { get; set; }
}
