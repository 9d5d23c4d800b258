namespace Webmail.Mail.Compose;

/// <summary>A name and address under which an account writes.</summary>
public sealed record Identity
{
    public required Guid Id { get; init; }

    public string Name { get; init; } = "";

    public required string Address { get; init; }

    /// <summary>Where answers go; empty: to <see cref="Address"/>.</summary>
    public string ReplyTo { get; init; } = "";

    /// <summary>A copy of everything that is sent; empty for none.</summary>
    public string Bcc { get; init; } = "";

    public string SignatureHtml { get; init; } = "";

    public string SignatureText { get; init; } = "";

    /// <summary>Folder for what was sent; empty: the account's Sent folder.</summary>
    public string SentFolder { get; init; } = "";
}
