namespace Webmail.Data.Model;

/// <summary>A server as the user named it.</summary>
public sealed class StoredEndpoint
{
    public required string Host { get; set; }
    public int Port { get; set; }

    /// <summary>"Tls", "StartTls" or "Plain".</summary>
    public required string Security { get; set; }
}
