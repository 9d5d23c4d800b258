using System.Globalization;

namespace Webmail.Protocols.Imap.Commands;

/// <content>Keys of extensions.</content>
public sealed partial class SearchQuery
{
    /// <summary>What the last search with <see cref="SearchReturn.Save"/> found (SEARCHRES, RFC 5182).</summary>
    public static SearchQuery Saved { get; } = Word("$");

    /// <summary>Arrived within so many seconds (WITHIN, RFC 5032). Without WITHIN by day: up to two days more are found.</summary>
    public static SearchQuery Younger(uint seconds) => new(writer => Within(writer, "YOUNGER", "SINCE", seconds, days: -1));

    /// <summary>Arrived longer ago than so many seconds (WITHIN, RFC 5032). Without WITHIN by day: up to two days more are found.</summary>
    public static SearchQuery Older(uint seconds) => new(writer => Within(writer, "OLDER", "BEFORE", seconds, days: 2));

    /// <summary>The same, but near is enough (SEARCH=FUZZY, RFC 6203). Without it: just the same.</summary>
    public static SearchQuery Fuzzy(SearchQuery query) =>
        new(writer => query._write(writer.Capabilities.Has("SEARCH=FUZZY") ? writer.After("FUZZY ") : writer), query.NeedsUtf8) { UsesNumbers = query.UsesNumbers };

    /// <summary>With this EMAILID (OBJECTID, RFC 8474), or Gmail's X-GM-MSGID.</summary>
    public static SearchQuery EmailId(string id) => ObjectId("EMAILID", "X-GM-MSGID", id);

    /// <summary>With this THREADID (OBJECTID, RFC 8474), or Gmail's X-GM-THRID.</summary>
    public static SearchQuery ThreadId(string id) => ObjectId("THREADID", "X-GM-THRID", id);

    /// <summary>Put into the mailbox on this day or later (SAVEDATE, RFC 8514). Without SAVEDATE: arrived.</summary>
    public static SearchQuery SavedSince(DateOnly day) => new(writer => Saving(writer, "SINCE", day));

    /// <summary>Put into the mailbox before this day (SAVEDATE, RFC 8514). Without SAVEDATE: arrived.</summary>
    public static SearchQuery SavedBefore(DateOnly day) => new(writer => Saving(writer, "BEFORE", day));

    /// <summary>Gmail's own search language (X-GM-RAW); other servers refuse it.</summary>
    public static SearchQuery GmailRaw(string query) => String("X-GM-RAW", query);

    /// <summary>With this Gmail label (X-GM-LABELS); other servers refuse it.</summary>
    public static SearchQuery GmailLabel(string label) => new(writer => writer.Request.Raw("X-GM-LABELS ").String(ModifiedUtf7.Encode(label)));

    private static void Within(SearchWriter writer, string word, string fallback, uint seconds, int days)
    {
        if (writer.Capabilities.Has("WITHIN"))
        {
            writer.Request.Raw(word).Space().Number(seconds);
            return;
        }

        // The server compares days of a time zone that we don't know.
        var day = DateOnly.FromDateTime(writer.Now.UtcDateTime.AddSeconds(-(double)seconds)).AddDays(days);
        Day(fallback, day)._write(writer);
    }

    private static SearchQuery ObjectId(string word, string gmail, string id) => new(writer =>
    {
        if (!writer.Capabilities.Has("OBJECTID") && writer.Capabilities.Has("X-GM-EXT-1") && ulong.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            writer.Request.Raw(gmail).Space().Number(number);
            return;
        }

        // objectid = 1*255(ALPHA / DIGIT / "_" / "-"): an atom, never quoted.
        writer.Request.Raw(word).Space().Raw(id.Length is > 0 and <= 255 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-')
            ? id : throw new ArgumentException("Not an object's id (RFC 8474 section 7).", nameof(id)));
    });

    private static void Saving(SearchWriter writer, string word, DateOnly day) =>
        Day(writer.Capabilities.Has("SAVEDATE") ? "SAVED" + word : word, day)._write(writer);
}
