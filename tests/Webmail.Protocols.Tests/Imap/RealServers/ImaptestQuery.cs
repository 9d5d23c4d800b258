using System.Globalization;
using System.Text.RegularExpressions;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;

namespace Webmail.Protocols.Tests.Imap.RealServers;

/// <summary>A script's search in the words of our own queries.</summary>
internal sealed partial class ImaptestQuery
{
    private readonly Queue<string> _words;

    private ImaptestQuery(string program) => _words = new Queue<string>(Word().Matches(program).Select(word => word.Value));

    /// <summary>Null for a command that is no search, or asks for what IMAP4rev2 dropped (NEW, OLD, RECENT).</summary>
    public static SearchQuery? Read(string command)
    {
        const string Search = "search ";
        if (!command.StartsWith(Search, StringComparison.Ordinal) || command is "search new" or "search old" or "search recent") return null;
        var reader = new ImaptestQuery(command[Search.Length..].Replace("$$", "$", StringComparison.Ordinal));
        var keys = new List<SearchQuery>();
        while (reader._words.Count > 0) keys.Add(reader.Key());
        return SearchQuery.And(keys);
    }

    private SearchQuery Key()
    {
        var word = _words.Dequeue();
        return word switch
        {
            "all" => SearchQuery.All,
            "answered" => SearchQuery.Answered,
            "unanswered" => SearchQuery.Unanswered,
            "deleted" => SearchQuery.Deleted,
            "undeleted" => SearchQuery.Undeleted,
            "draft" => SearchQuery.Draft,
            "undraft" => SearchQuery.NoDraft,
            "flagged" => SearchQuery.Flagged,
            "unflagged" => SearchQuery.Unflagged,
            "seen" => SearchQuery.Seen,
            "unseen" => SearchQuery.Unseen,
            "keyword" => SearchQuery.Keyword(new Flag(_words.Dequeue())),
            "unkeyword" => SearchQuery.NoKeyword(new Flag(_words.Dequeue())),
            "not" => SearchQuery.Not(Key()),
            "or" => SearchQuery.Or(Key(), Key()),
            "from" => SearchQuery.From(Text()),
            "to" => SearchQuery.To(Text()),
            "cc" => SearchQuery.Cc(Text()),
            "bcc" => SearchQuery.Bcc(Text()),
            "subject" => SearchQuery.Subject(Text()),
            "body" => SearchQuery.Body(Text()),
            "text" => SearchQuery.Text(Text()),
            "header" => SearchQuery.HeaderContains(_words.Dequeue(), Text()),
            "sentbefore" => SearchQuery.SentBefore(Day()),
            "senton" => SearchQuery.SentOn(Day()),
            "sentsince" => SearchQuery.SentSince(Day()),
            _ => SearchQuery.Numbers(Numbers(word)),
        };
    }

    private string Text() => _words.Dequeue().Trim('"');

    private DateOnly Day() => DateOnly.ParseExact(_words.Dequeue(), "d-MMM-yyyy", CultureInfo.InvariantCulture);

    private static SequenceSet Numbers(string word)
    {
        var ends = word.Split(':');
        var first = uint.Parse(ends[0], CultureInfo.InvariantCulture);
        return ends[1] == "*" ? SequenceSet.StartingAt(first) : SequenceSet.Range(first, uint.Parse(ends[1], CultureInfo.InvariantCulture));
    }

    [GeneratedRegex("\"[^\"]*\"|\\S+", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Word();
}
