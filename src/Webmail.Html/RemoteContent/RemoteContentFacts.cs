namespace Webmail.Html.RemoteContent;

/// <summary>What a message would have loaded from elsewhere: for the banner.</summary>
/// <param name="BlockedImages">Pictures on other hosts that were left out, tracking pixels included.</param>
/// <param name="ProxiedImages">Pictures on other hosts that point to our proxy now.</param>
/// <param name="TrackingPixels">Pictures on other hosts that nobody could see (at most 3 pixels in width or height, or hidden).</param>
/// <param name="OtherReferences">Style sheets, backgrounds, media and frames on other hosts; never shown.</param>
/// <param name="Hosts">The hosts named by pictures, at most 50.</param>
public sealed record RemoteContentFacts(int BlockedImages, int ProxiedImages, int TrackingPixels, int OtherReferences, IReadOnlyList<string> Hosts)
{
    /// <summary>True when allowing pictures would change what is shown.</summary>
    public bool HasBlockedImages => BlockedImages > 0;

    /// <summary>True when the message names anything on another host that a reader's browser would load.</summary>
    public bool HasRemoteContent => BlockedImages + ProxiedImages + OtherReferences > 0;
}
