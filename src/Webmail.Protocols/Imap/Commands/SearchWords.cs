using System.Globalization;
using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap.Commands;

/// <summary>What SEARCH, SORT, THREAD and MULTISEARCH have in common.</summary>
internal static class SearchWords
{
    /// <summary><c>RETURN (...) </c>, or nothing for <paramref name="words"/> null.</summary>
    public static ImapRequest Return(this ImapRequest request, string? words) => words is null ? request : request.Raw("RETURN (").Raw(words).Raw(") ");

    /// <summary>The query, with CHARSET before it where it is needed.</summary>
    public static ImapRequest Query(this ImapRequest request, ImapConnection connection, SearchQuery query)
    {
        // After UTF8=ACCEPT or IMAP4rev2 everything is UTF-8 and CHARSET is refused (RFC 9755 section 3).
        request.Raw(query.NeedsUtf8 && !connection.SpeaksUtf8 ? "CHARSET UTF-8 " : "");
        return request.Keys(connection, query);
    }

    /// <summary>The query's keys alone.</summary>
    public static ImapRequest Keys(this ImapRequest request, ImapConnection connection, SearchQuery query)
    {
        query.WriteTo(new SearchWriter(request, connection.Capabilities, connection.Options.TimeProvider.GetUtcNow()));
        return request;
    }

    /// <summary>The return options that the server knows. What is not asked for is found in ALL.</summary>
    /// <param name="wanted">What the caller wants.</param>
    /// <param name="capabilities">The server's.</param>
    /// <param name="whole">PARTIAL is cut here, out of ALL.</param>
    /// <param name="context">CONTEXT=SEARCH or CONTEXT=SORT.</param>
    public static string Returns(SearchReturn wanted, ImapCapabilities capabilities, bool whole, string context)
    {
        var words = new List<string>();
        Add(wanted.Save && capabilities.Has("SEARCHRES"), "SAVE");
        Add(wanted.Min, "MIN");
        Add(wanted.Max, "MAX");
        Add(wanted.Count, "COUNT");
        Add(wanted.All || whole, "ALL");
        Add(wanted.Relevancy && capabilities.Has("SEARCH=FUZZY"), "RELEVANCY");
        Add(wanted.Update && capabilities.Has(context), "UPDATE");
        if (wanted.Partial is { } range && !whole)
        {
            words.Add(string.Create(CultureInfo.InvariantCulture, $"PARTIAL {range.First}:{range.Last}"));
        }

        return words.Count > 0 ? string.Join(' ', words) : "ALL";

        void Add(bool yes, string word)
        {
            if (yes)
            {
                words.Add(word);
            }
        }
    }

    /// <summary>True when the answer has to be cut here. PARTIAL beside ALL is refused by some, and pointless.</summary>
    public static bool MustCut(SearchReturn wanted, ImapCapabilities capabilities, string context) =>
        wanted.Partial is { } range && (wanted.All || !(capabilities.Has("PARTIAL") || (capabilities.Has(context) && range.First > 0)));

    /// <summary>A range in which negative offsets count from the end, as offsets from 1, ascending.</summary>
    public static (long First, long Last) Offsets((int First, int Last) range, long count)
    {
        var (first, last) = range.First > 0 ? (range.First, (long)range.Last) : (count + 1 + range.First, count + 1 + range.Last);
        return (Math.Min(first, last), Math.Max(first, last));
    }
}
