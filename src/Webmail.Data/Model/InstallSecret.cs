namespace Webmail.Data.Model;

/// <summary>A random secret of this installation, protected under the key ring.</summary>
public sealed class InstallSecret
{
    public required string Name { get; set; }
    public required string Protected { get; set; }
}
