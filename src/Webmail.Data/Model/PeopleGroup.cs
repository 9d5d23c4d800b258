namespace Webmail.Data.Model;

/// <summary>Several people under one name.</summary>
public sealed class PeopleGroup
{
    public Guid Id { get; set; }

    public Guid AccountId { get; set; }

    public required string Name { get; set; }

    /// <summary>Names and addresses as a JSON list.</summary>
    public required string Members { get; set; }
}
