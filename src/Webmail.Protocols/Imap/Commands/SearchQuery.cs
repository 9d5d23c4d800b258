using System.Globalization;

namespace Webmail.Protocols.Imap.Commands;

/// <summary>What to search for (RFC 9051 section 6.4.4). Built from parts; no text from outside can leave its place.</summary>
public sealed partial class SearchQuery
{
    private readonly Action<SearchWriter> _write;

    private SearchQuery(Action<SearchWriter> write, bool needsUtf8 = false) => (_write, NeedsUtf8) = (write, needsUtf8);

    /// <summary>Every message.</summary>
    public static SearchQuery All { get; } = Word("ALL");

    public static SearchQuery Seen { get; } = Word("SEEN");

    public static SearchQuery Unseen { get; } = Word("UNSEEN");

    public static SearchQuery Flagged { get; } = Word("FLAGGED");

    public static SearchQuery Unflagged { get; } = Word("UNFLAGGED");

    public static SearchQuery Answered { get; } = Word("ANSWERED");

    public static SearchQuery Unanswered { get; } = Word("UNANSWERED");

    public static SearchQuery Deleted { get; } = Word("DELETED");

    public static SearchQuery Undeleted { get; } = Word("UNDELETED");

    public static SearchQuery Draft { get; } = Word("DRAFT");

    public static SearchQuery NoDraft { get; } = Word("UNDRAFT");

    /// <summary>True when a string in it is not ASCII: the command then says CHARSET UTF-8.</summary>
    internal bool NeedsUtf8 { get; }

    /// <summary>With this keyword set.</summary>
    public static SearchQuery Keyword(Flag keyword) => new(writer => writer.Request.Raw("KEYWORD ").Keyword(keyword));

    /// <summary>Without this keyword.</summary>
    public static SearchQuery NoKeyword(Flag keyword) => new(writer => writer.Request.Raw("UNKEYWORD ").Keyword(keyword));

    /// <summary>Arrived on this day or later, in the server's time zone.</summary>
    public static SearchQuery Since(DateOnly day) => Day("SINCE", day);

    /// <summary>Arrived before this day.</summary>
    public static SearchQuery Before(DateOnly day) => Day("BEFORE", day);

    /// <summary>Arrived on this day.</summary>
    public static SearchQuery On(DateOnly day) => Day("ON", day);

    /// <summary>Date header on this day, its time zone disregarded.</summary>
    public static SearchQuery SentOn(DateOnly day) => Day("SENTON", day);

    /// <summary>Date header on this day or later, its time zone disregarded.</summary>
    public static SearchQuery SentSince(DateOnly day) => Day("SENTSINCE", day);

    /// <summary>Date header before this day.</summary>
    public static SearchQuery SentBefore(DateOnly day) => Day("SENTBEFORE", day);

    /// <summary>Bigger than so many octets.</summary>
    public static SearchQuery Larger(uint octets) => new(writer => writer.Request.Raw("LARGER ").Number(octets));

    /// <summary>Smaller than so many octets.</summary>
    public static SearchQuery Smaller(uint octets) => new(writer => writer.Request.Raw("SMALLER ").Number(octets));

    public static SearchQuery From(string text) => String("FROM", text);

    public static SearchQuery To(string text) => String("TO", text);

    public static SearchQuery Cc(string text) => String("CC", text);

    public static SearchQuery Bcc(string text) => String("BCC", text);

    public static SearchQuery Subject(string text) => String("SUBJECT", text);

    /// <summary>In the body.</summary>
    public static SearchQuery Body(string text) => String("BODY", text);

    /// <summary>In header or body.</summary>
    public static SearchQuery Text(string text) => String("TEXT", text);

    /// <summary>A header that holds the text; "" for any value.</summary>
    public static SearchQuery HeaderContains(string header, string text) =>
        new(writer => writer.Request.Raw("HEADER ").String(header).Space().String(text), !System.Text.Ascii.IsValid(text));

    /// <summary>Among these UIDs.</summary>
    public static SearchQuery Uids(UidSet uids) => new(writer => writer.Request.Raw("UID ").Set(uids.Numbers));

    /// <summary>Among these sequence numbers. The command then waits until nothing runs that may change them.</summary>
    public static SearchQuery Numbers(SequenceSet numbers) => new(writer => writer.Request.Set(numbers)) { UsesNumbers = true };

    /// <summary>Changed since (needs CONDSTORE).</summary>
    public static SearchQuery ModifiedSince(ModSeq modSeq) => new(writer => writer.Request.Raw("MODSEQ ").Number(modSeq.Value));

    /// <summary>All of them; with none: <see cref="All"/>.</summary>
    public static SearchQuery And(params IReadOnlyList<SearchQuery> parts) => parts.Count == 0
        ? All
        : new(writer => WriteAll(writer, parts), parts.Any(part => part.NeedsUtf8)) { UsesNumbers = parts.Any(part => part.UsesNumbers) };

    public static SearchQuery Or(SearchQuery left, SearchQuery right) =>
        new(writer => WriteAll(writer.After("OR "), [left, right], pair: true), left.NeedsUtf8 || right.NeedsUtf8) { UsesNumbers = left.UsesNumbers || right.UsesNumbers };

    public static SearchQuery Not(SearchQuery query) =>
        new(writer => query._write(writer.After("NOT ")), query.NeedsUtf8) { UsesNumbers = query.UsesNumbers };

    internal bool UsesNumbers { get; private init; }

    internal void WriteTo(SearchWriter writer) => _write(writer);

    private static SearchQuery Word(string word) => new(writer => writer.Request.Raw(word));

    private static SearchQuery String(string key, string text) =>
        new(writer => writer.Request.Raw(key).Space().String(text), !System.Text.Ascii.IsValid(text));

    private static SearchQuery Day(string key, DateOnly day) =>
        new(writer => writer.Request.Raw(key).Space().Raw(day.ToString("d-MMM-yyyy", CultureInfo.InvariantCulture)));

    private static void WriteAll(SearchWriter writer, IReadOnlyList<SearchQuery> parts, bool pair = false)
    {
        writer.Request.Raw(pair ? "" : "(");
        for (var i = 0; i < parts.Count; i++)
        {
            writer.Request.Raw(i > 0 ? " " : "");
            parts[i]._write(writer);
        }

        writer.Request.Raw(pair ? "" : ")");
    }
}
