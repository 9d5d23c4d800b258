namespace Webmail.Data.Model;

/// <summary>A mail password, sealed for one session: its key is made from a secret in that session's cookie and one of this installation.</summary>
public sealed class SealedPassword
{
    public Guid SessionId { get; set; }
    public Guid AccountId { get; set; }

    /// <summary>Version, nonce, tag and cipher text.</summary>
    public required byte[] Sealed { get; set; }
}
