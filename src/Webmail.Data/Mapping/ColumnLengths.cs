namespace Webmail.Data.Mapping;

/// <summary>Widths that more than one table uses.</summary>
internal static class ColumnLengths
{
    /// <summary>A tenant's name in the configuration.</summary>
    public const int Tenant = 64;

    /// <summary>RFC 5321 section 4.5.3.1.3, and the same for login names.</summary>
    public const int Address = 320;

    /// <summary>RFC 1035 section 2.3.4.</summary>
    public const int Host = 253;
}
