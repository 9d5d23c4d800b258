namespace Webmail.Data.Model;

/// <summary>One group of a user's settings.</summary>
public sealed class UserPreference
{
    public Guid UserId { get; set; }
    public required string Key { get; set; }

    /// <summary>JSON of the group's own type.</summary>
    public required string Value { get; set; }
}
