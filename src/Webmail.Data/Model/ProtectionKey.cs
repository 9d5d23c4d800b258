namespace Webmail.Data.Model;

/// <summary>One element of the data-protection key ring, shared by every node.</summary>
public sealed class ProtectionKey
{
    public int Id { get; set; }
    public required string FriendlyName { get; set; }
    public required string Xml { get; set; }
}
