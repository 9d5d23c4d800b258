using System.Globalization;
using System.Text;

namespace Webmail.Protocols.Imap.Grammar;

/// <summary>The items of a FETCH response, by name.</summary>
internal static class FetchItemRules
{
    /// <summary>One item after its name. What was understood is put into the row even when the rest of the item was not.</summary>
    public static bool Item(ref ImapReader r, FetchRow row, scoped ReadOnlySpan<byte> name)
    {
        if (r.Next == (byte)'[')
            return Bracketed(ref r, row, name);
        if (!r.TrySpace())
            return r.Fail("an item without a value");
        if (Is(name, "UID"u8))
            return Uid(ref r, row);
        if (Is(name, "FLAGS"u8))
            return Flags(ref r, row);
        if (Is(name, "ENVELOPE"u8))
            return Envelope(ref r, row);
        if (Is(name, "BODYSTRUCTURE"u8) || Is(name, "BODY"u8))
            return Structure(ref r, row);
        if (Is(name, "INTERNALDATE"u8))
            return InternalDate(ref r, row);
        if (Is(name, "RFC822.SIZE"u8))
            return Size(ref r, row);
        if (Is(name, "MODSEQ"u8))
            return ModSeq(ref r, row);
        if (Is(name, "RFC822"u8))
            return Content(ref r, row, SectionPath.Whole, false, null);
        if (Is(name, "RFC822.HEADER"u8))
            return Content(ref r, row, SectionPath.Header, false, null);
        if (Is(name, "RFC822.TEXT"u8))
            return Content(ref r, row, SectionPath.Text, false, null);
        return Other(ref r, row, name);
    }

    public static bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> word) => name.Length == word.Length && Ascii.EqualsIgnoreCase(name, word);

    private static bool Other(ref ImapReader r, FetchRow row, scoped ReadOnlySpan<byte> name)
    {
        if (Is(name, "PREVIEW"u8) || Is(name, "SNIPPET"u8))
            return Preview(ref r, row);
        if (Is(name, "SAVEDATE"u8))
        {
            var read = DateRules.DateTime(ref r, out var saved);
            row.SaveDate = saved;
            return read;
        }

        if (Is(name, "EMAILID"u8) || Is(name, "X-GM-MSGID"u8))
            return ObjectId(ref r, out var email) && (row.EmailId = email) is not null;
        if (Is(name, "THREADID"u8) || Is(name, "X-GM-THRID"u8))
        {
            var read = ObjectId(ref r, out var thread);
            row.ThreadId = thread.Length == 0 ? null : thread;
            return read;
        }

        if (Is(name, "X-GM-LABELS"u8))
            return Labels(ref r, row);

        // An item of an extension we did not ask for; servers may add them (RFC 9051 section 7.5.2).
        return name[0] is (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'a' and <= (byte)'z')
            ? r.TrySkipValue() || r.Fail("the end of the value is lost")
            : r.Fail("expected the name of an item");
    }

    // "UID" SP uniqueid
    private static bool Uid(ref ImapReader r, FetchRow row)
    {
        if (!r.ExpectNzNumber(out var uid))
            return r.In("uniqueid");
        row.Uid = new Uid(uid);
        return true;
    }

    // "FLAGS" SP "(" [flag-fetch *(SP flag-fetch)] ")"
    private static bool Flags(ref ImapReader r, FetchRow row)
    {
        if (!FlagRules.FlagList(ref r, out var flags, out _))
            return false;
        row.Flags = flags;
        return true;
    }

    private static bool Envelope(ref ImapReader r, FetchRow row)
    {
        var start = r.Position;
        var read = EnvelopeRules.Envelope(ref r, out var envelope);
        row.Envelope = envelope;
        if (read)
            r.AddCutDefect("ENVELOPE", start);
        return read;
    }

    private static bool Structure(ref ImapReader r, FetchRow row)
    {
        if (r.TryNil())
            return true;
        var start = r.Position;
        var read = BodyRules.Message(ref r, out var body);
        row.BodyStructure = body;
        if (read)
            r.AddCutDefect("BODYSTRUCTURE", start);
        return read;
    }

    private static bool InternalDate(ref ImapReader r, FetchRow row)
    {
        var read = DateRules.DateTime(ref r, out var date);
        row.InternalDate = date;
        return read;
    }

    // "RFC822.SIZE" SP number64
    private static bool Size(ref ImapReader r, FetchRow row)
    {
        if (r.TryNil())
            return true;
        if (!r.ExpectSize(out var size))
            return false;
        row.Size = size;
        return true;
    }

    // fetch-mod-resp = "MODSEQ" SP "(" permsg-modsequence ")"
    private static bool ModSeq(ref ImapReader r, FetchRow row)
    {
        if (r.TryNil())
            return true;
        if (!r.ExpectOpen() || !r.ExpectModSeq(out var modSeq) || !r.ExpectClose())
            return r.In("fetch-mod-resp");
        row.ModSeq = modSeq;
        return true;
    }

    // "PREVIEW" SP nstring (RFC 8970); its drafts wrote PREVIEW (FUZZY "...").
    private static bool Preview(ref ImapReader r, FetchRow row)
    {
        var inList = r.TryOpen();
        if (inList && (!r.ExpectAtom(out _) || !r.ExpectSpace()))
            return r.In("preview");
        if (!r.ExpectNString(out var text) || (inList && !r.ExpectClose()))
            return r.In("preview");
        row.Preview = text.IsNil ? null : r.Text(text);
        return true;
    }

    // fetch-emailid-resp = "EMAILID" SP "(" objectid ")" (RFC 8474); Gmail sends a number. NIL gives "".
    private static bool ObjectId(ref ImapReader r, out string id)
    {
        id = "";
        if (r.TryNil())
            return true;
        var inList = r.TryOpen();
        if (!r.ExpectAString(out var token) || (inList && !r.ExpectClose()))
            return r.In("objectid");
        id = r.Text(token);
        return true;
    }

    // X-GM-LABELS "(" *(astring / nil) ")"
    private static bool Labels(ref ImapReader r, FetchRow row)
    {
        if (!ListRules.Words(ref r, out var words))
            return r.In("x-gm-labels");
        row.Labels = [.. words.Where(word => word != "NIL").Select(word => ModifiedUtf7.TryDecode(word, out var label) ? label : word)];
        return true;
    }

    // BODY[...], BINARY[...], BINARY.SIZE[...]
    private static bool Bracketed(ref ImapReader r, FetchRow row, scoped ReadOnlySpan<byte> name)
    {
        if (!SectionRules.Section(ref r, out var path) || !SectionRules.Origin(ref r, out var origin))
            return false;
        var valueAhead = r.TrySpace();
        if (Is(name, "BINARY.SIZE"u8))
        {
            if (!r.ExpectSize(out var octets))
                return r.In("binary-size");
            if (row.BinarySizes.Count < GrammarLimits.Sections)
                row.BinarySizes = [.. row.BinarySizes, new BinarySize(path, octets)];
            return true;
        }

        var isBinary = Is(name, "BINARY"u8);
        if (!isBinary && !Is(name, "BODY"u8))
            return r.Fail(string.Create(CultureInfo.InvariantCulture, $"an item with a section that is neither BODY nor BINARY ({name.Length} characters)"));
        if (r.Next == (byte)')' || r.AtEnd || !valueAhead)
        {
            r.Note(ServerQuirks.MissingSectionValue);
            Add(row, new FetchSection { Path = path, IsBinary = isBinary, Origin = origin, Data = ReadOnlyMemory<byte>.Empty });
            return true;
        }

        return Content(ref r, row, path, isBinary, origin);
    }

    private static bool Content(ref ImapReader r, FetchRow row, SectionPath path, bool isBinary, uint? origin)
    {
        if (!r.ExpectNString(out var token))
            return r.In("section-value");
        Add(row, new FetchSection
        {
            Path = path,
            IsBinary = isBinary,
            Origin = origin,
            Data = token.IsNil ? null : r.Memory(token),
            DetachedLength = r.DetachedLength(token),
        });
        return true;
    }

    private static void Add(FetchRow row, FetchSection section)
    {
        if (row.Sections.Count < GrammarLimits.Sections)
            row.Sections = [.. row.Sections, section];
    }
}
