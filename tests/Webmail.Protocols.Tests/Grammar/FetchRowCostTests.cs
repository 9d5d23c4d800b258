using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.Protocols.Imap.Grammar;
using Webmail.Protocols.Imap.Wire;
using Webmail.Protocols.Tests.Transcripts;

namespace Webmail.Protocols.Tests.Grammar;

public sealed class FetchRowCostTests
{
    // As Dovecot sends the average row of a listing.
    internal const string Row =
        "* 4711 FETCH (UID 104711 FLAGS (\\Seen $Forwarded) INTERNALDATE \"17-Jul-2026 02:44:25 +0200\" RFC822.SIZE 48286 ENVELOPE ("
        + "\"Fri, 17 Jul 2026 02:44:21 +0200\" \"=?UTF-8?Q?Protokoll_der_Sitzung_vom_Donnerstag_=28Entwurf=29?=\" "
        + "((\"Annegret Beispiel\" NIL \"annegret.beispiel\" \"example.org\")) ((\"Annegret Beispiel\" NIL \"annegret.beispiel\" \"example.org\")) "
        + "((\"Annegret Beispiel\" NIL \"annegret.beispiel\" \"example.org\")) ((\"=?UTF-8?Q?J=C3=B6rg?=\" NIL \"joerg\" \"example.net\")"
        + "(NIL NIL \"verteiler\" \"lists.example.net\")) NIL NIL \"<20260716.1@example.net>\" \"<20260717024421.4711@mail.example.org>\") BODYSTRUCTURE ("
        + "((\"text\" \"plain\" (\"charset\" \"utf-8\") NIL NIL \"quoted-printable\" 1523 41 NIL NIL NIL NIL)"
        + "(\"text\" \"html\" (\"charset\" \"utf-8\") NIL NIL \"quoted-printable\" 4391 88 NIL NIL NIL NIL) \"alternative\" (\"boundary\" \"b1_7f\") NIL NIL NIL)"
        + "(\"application\" \"pdf\" (\"name\" \"Protokoll.pdf\") NIL NIL \"base64\" 41230 NIL (\"attachment\" (\"filename\" \"Protokoll.pdf\")) NIL NIL) "
        + "\"mixed\" (\"boundary\" \"b2_7f\") NIL NIL NIL))";

    [Fact]
    public void A_listing_row_allocates_at_most_2500_bytes()
    {
        var frame = Frames.One(Row);
        for (var warm = 0; warm < 100; warm++)
            ImapGrammar.ParseResponse(frame);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var row = 0; row < 1000; row++)
            ImapGrammar.ParseResponse(frame);

        var perRow = (GC.GetAllocatedBytesForCurrentThread() - before) / 1000;
        Assert.True(perRow <= 2500, perRow + " bytes for " + frame.Bytes.Length + " on the wire");
    }

    [Fact]
    public void A_row_of_a_listing_of_flags_allocates_nothing()
    {
        var (frame, sets) = (Frames.One("* 4711 FETCH (UID 104711 FLAGS (\\Seen \\Answered $Forwarded Work) MODSEQ (917162508))"), new SharedFlagSets());
        for (var warm = 0; warm < 100; warm++)
            Assert.True(FlagRowRules.TryRow(frame, sets, out _));
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var row = 0; row < 1000; row++)
            FlagRowRules.TryRow(frame, sets, out _);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Rows_that_come_one_by_one_hold_little_while_nobody_reads_them()
    {
        var frame = Frames.One("* 4711 FETCH (UID 104711 FLAGS (\\Seen))");
        var listing = new FlagRows(new ImapRequest("UID FETCH"), "UID FETCH", (_, _) => true, ImapLimits.Default);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var row = 0; row < 10_000; row++)
        {
            listing.TryTake(frame, out _);
            listing.HandOn();
        }

        var perRow = (GC.GetAllocatedBytesForCurrentThread() - before) / 10_000;
        Assert.True(perRow <= 300, perRow + " bytes a row");
    }

    [Fact]
    public void A_row_of_flags_allocates_at_most_300_bytes()
    {
        var frame = Frames.One("* 4711 FETCH (UID 104711 FLAGS (\\Seen \\Answered) MODSEQ (917162508))");
        for (var warm = 0; warm < 100; warm++)
            ImapGrammar.ParseResponse(frame);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var row = 0; row < 1000; row++)
            ImapGrammar.ParseResponse(frame);

        var perRow = (GC.GetAllocatedBytesForCurrentThread() - before) / 1000;
        Assert.True(perRow <= 300, perRow + " bytes for " + frame.Bytes.Length + " on the wire");
    }
}
