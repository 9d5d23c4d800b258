namespace Webmail.Data.Model;

/// <summary>A name and address under which an account writes.</summary>
public sealed class SenderIdentity
{
    public Guid Id { get; set; }

    public Guid AccountId { get; set; }

    public required string Name { get; set; }

    public required string Address { get; set; }

    /// <summary>Where answers go; empty: to <see cref="Address"/>.</summary>
    public string ReplyTo { get; set; } = "";

    /// <summary>A copy of everything that is sent; empty for none.</summary>
    public string Bcc { get; set; } = "";

    public string SignatureHtml { get; set; } = "";

    public string SignatureText { get; set; } = "";

    /// <summary>Folder for what was sent; empty: the account's Sent folder.</summary>
    public string SentFolder { get; set; } = "";

    /// <summary>Order in lists; the first is the one that is used when nothing says otherwise.</summary>
    public int Position { get; set; }
}
