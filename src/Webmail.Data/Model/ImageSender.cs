namespace Webmail.Data.Model;

/// <summary>A sender whose remote pictures an account always shows.</summary>
public sealed class ImageSender
{
    public Guid AccountId { get; set; }

    /// <summary>The whole address in lower case.</summary>
    public required string Address { get; set; }

    public DateTimeOffset AllowedAt { get; set; }
}
