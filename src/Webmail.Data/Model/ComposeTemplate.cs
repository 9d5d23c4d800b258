namespace Webmail.Data.Model;

/// <summary>A text that a person writes often.</summary>
public sealed class ComposeTemplate
{
    public Guid Id { get; set; }

    public Guid UserId { get; set; }

    public required string Name { get; set; }

    public string Subject { get; set; } = "";

    public string Html { get; set; } = "";

    /// <summary>The same for a plain message.</summary>
    public string Text { get; set; } = "";

    public DateTimeOffset ChangedAt { get; set; }
}
