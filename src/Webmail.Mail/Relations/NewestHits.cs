using Webmail.Protocols.Imap;

namespace Webmail.Mail.Relations;

/// <summary>The highest UIDs of a search result, without walking through all of it: a set can name billions in a few characters.</summary>
internal static class NewestHits
{
    /// <summary>Highest first.</summary>
    public static List<Uid> Of(UidSet? hits, int most)
    {
        var newest = new List<Uid>();
        if (hits is null) return newest;
        for (var i = hits.Numbers.Ranges.Length - 1; i >= 0; i--)
        {
            var range = hits.Numbers.Ranges[i];
            for (long uid = range.Last; uid >= range.First && newest.Count < most; uid--) newest.Add(new Uid((uint)uid));
        }

        return newest;
    }
}
