namespace Webmail.Mime.Parts;

/// <summary>Signing and encryption as the structure shows it; whether it holds is for others to check.</summary>
[Flags]
public enum MessageProtection
{
    None = 0,

    /// <summary>multipart/signed, or S/MIME signed-data.</summary>
    Signed = 1,

    /// <summary>multipart/encrypted, or S/MIME enveloped-data.</summary>
    Encrypted = 2,
}
