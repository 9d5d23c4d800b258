namespace Webmail.Html.RemoteContent;

/// <summary>What a message would have loaded from elsewhere: for the banner.</summary>
/// <param name="BlockedImages">Pictures on other hosts that were left out and could be allowed; trackers are not among them.</param>
/// <param name="ProxiedImages">Pictures on other hosts that point to our proxy now.</param>
/// <param name="Trackers">Who would have been told that the message was opened; never loaded, whatever is allowed. At most 50 names, most pixels first.</param>
/// <param name="OtherReferences">Style sheets, backgrounds, media and frames on other hosts; never shown.</param>
/// <param name="Hosts">The hosts named by pictures, at most 50.</param>
public sealed record RemoteContentFacts(int BlockedImages, int ProxiedImages, IReadOnlyList<TrackerFact> Trackers, int OtherReferences, IReadOnlyList<string> Hosts)
{
    /// <summary>True when allowing pictures would change what is shown.</summary>
    public bool HasBlockedImages => BlockedImages > 0;

    /// <summary>All pixels of all trackers.</summary>
    public int TrackingPixels => Trackers.Sum(tracker => tracker.Pixels);

    /// <summary>True when the message names anything on another host that a reader's browser would load.</summary>
    public bool HasRemoteContent => BlockedImages + ProxiedImages + OtherReferences + Trackers.Count > 0;
}

/// <summary>Pictures that are there to be counted, not seen.</summary>
/// <param name="Name">The service, where it is known ("Mailchimp"), else the host.</param>
public sealed record TrackerFact(string Name, int Pixels);
