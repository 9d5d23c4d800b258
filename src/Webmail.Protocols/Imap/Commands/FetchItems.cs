using System.Globalization;

namespace Webmail.Protocols.Imap.Commands;

/// <summary>What to fetch of each message. What a server cannot tell is left out of the question and stays null in the row.</summary>
public sealed record FetchItems
{
    /// <summary>FLAGS. With CONDSTORE enabled, MODSEQ comes along.</summary>
    public bool Flags { get; init; }

    /// <summary>INTERNALDATE.</summary>
    public bool InternalDate { get; init; }

    /// <summary>RFC822.SIZE.</summary>
    public bool Size { get; init; }

    public bool Envelope { get; init; }

    public bool BodyStructure { get; init; }

    /// <summary>MODSEQ; needs CONDSTORE, and enables it (RFC 7162 section 3.1).</summary>
    public bool ModSeq { get; init; }

    /// <summary>PREVIEW (LAZY): only previews the server has ready, or a plain PREVIEW; needs PREVIEW (RFC 8970).</summary>
    public PreviewWish Preview { get; init; }

    /// <summary>EMAILID and THREADID (RFC 8474), or Gmail's own ids.</summary>
    public bool ObjectIds { get; init; }

    /// <summary>SAVEDATE; needs SAVEDATE (RFC 8514).</summary>
    public bool SaveDate { get; init; }

    /// <summary>X-GM-LABELS; needs X-GM-EXT-1.</summary>
    public bool Labels { get; init; }

    /// <summary>
    /// Small sections, always peeked: a header's fields, a text part. A section above <see cref="ImapLimits.SectionBytes"/> is not
    /// in the row: big ones are for <c>OpenBodyAsync</c>.
    /// </summary>
    public IReadOnlyList<SectionPath> Sections { get; init; } = [];

    /// <summary>Fetch at most this many octets of each of <see cref="Sections"/>; null for all.</summary>
    public uint? FirstOctets { get; init; }

    /// <summary>Flags, date, size, envelope and structure: a row of a message list.</summary>
    public static FetchItems Listing { get; } = new() { Flags = true, InternalDate = true, Size = true, Envelope = true, BodyStructure = true };

    /// <summary>Flags alone.</summary>
    public static FetchItems FlagsOnly { get; } = new() { Flags = true };

    /// <summary>UIDs alone.</summary>
    public static FetchItems UidOnly { get; } = new();

    internal string Words(ImapCapabilities capabilities)
    {
        var words = new List<string> { "UID" };
        Add(Flags, "FLAGS");
        Add(InternalDate, "INTERNALDATE");
        Add(Size, "RFC822.SIZE");
        Add(Envelope, "ENVELOPE");
        Add(BodyStructure, "BODYSTRUCTURE");
        Add(ModSeq && (capabilities.Has("CONDSTORE") || capabilities.Has("QRESYNC")), "MODSEQ");
        Add(Preview != PreviewWish.None && capabilities.Has("PREVIEW"), Preview == PreviewWish.IfReady ? "PREVIEW (LAZY)" : "PREVIEW");
        Add(ObjectIds && capabilities.Has("OBJECTID"), "EMAILID THREADID");
        Add(ObjectIds && !capabilities.Has("OBJECTID") && capabilities.Has("X-GM-EXT-1"), "X-GM-MSGID X-GM-THRID");
        Add(SaveDate && capabilities.Has("SAVEDATE"), "SAVEDATE");
        Add(Labels && capabilities.Has("X-GM-EXT-1"), "X-GM-LABELS");
        foreach (var section in Sections)
        {
            var partial = FirstOctets is { } octets ? string.Create(CultureInfo.InvariantCulture, $"<0.{octets}>") : "";
            words.Add($"BODY.PEEK[{section}]{partial}");
        }

        return "(" + string.Join(' ', words) + ")";

        void Add(bool wanted, string word)
        {
            if (wanted)
            {
                words.Add(word);
            }
        }
    }

    /// <summary>True when a row tells exactly what was asked for, beside flags and what else servers add. False when only flags were asked for: those prove nothing.</summary>
    internal bool IsExactly(FetchRow row) =>
        (Envelope || BodyStructure || Size || InternalDate || Sections.Count > 0)
        && Envelope == row.Envelope is not null && BodyStructure == row.BodyStructure is not null && Size == row.Size is not null && InternalDate == row.InternalDate is not null
        && Sections.Count == row.Sections.Count && Sections.All(path => row.Section(path) is not null);

    /// <summary>True when a row tells something that was asked for and that no server tells unasked.</summary>
    internal bool IsAnswered(FetchRow row) =>
        (Envelope && row.Envelope is not null) || (BodyStructure && row.BodyStructure is not null) || (Size && row.Size is not null)
        || (InternalDate && row.InternalDate is not null) || (Sections.Count > 0 && row.Sections.Count > 0) || row.Defects.Count > 0
        || row.Preview is not null || row.EmailId is not null || row.SaveDate is not null || row.Labels is not null
        || !(Envelope || BodyStructure || Size || InternalDate || Sections.Count > 0);
}

/// <summary>Whether to fetch the first words of a message.</summary>
public enum PreviewWish
{
    None,

    /// <summary>Only if the server has it ready.</summary>
    IfReady,

    /// <summary>The server may have to read the message.</summary>
    Make,
}
