namespace Webmail.Mail.Messages;

/// <summary>A person or list in a header: decoded, without control or direction characters.</summary>
/// <param name="Name">Display name; empty when only the address is known.</param>
/// <param name="Address">local@domain, with the domain in its readable form unless its scripts mix; empty for a broken one.</param>
public sealed record Correspondent(string Name, string Address)
{
    /// <summary>Name, else address.</summary>
    public string Display => Name.Length > 0 ? Name : Address;
}
