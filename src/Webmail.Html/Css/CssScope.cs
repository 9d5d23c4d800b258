namespace Webmail.Html.Css;

/// <summary>What one sanitising run knows about its CSS: what was left out that would have been loaded.</summary>
internal sealed class CssScope
{
    /// <summary>References to other hosts that were dropped with their declaration or rule.</summary>
    public int RemoteReferences { get; set; }

    /// <summary>A background was kept: the mail paints its own paper.</summary>
    public bool HasBackground { get; set; }

    public int Rules { get; set; }

    public void SeeUrl(string address)
    {
        if (address.StartsWith("//", StringComparison.Ordinal)
            || address.StartsWith("http", StringComparison.OrdinalIgnoreCase)) RemoteReferences++;
    }
}
