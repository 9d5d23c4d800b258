namespace Webmail.Protocols.Tests.Imap.Shapes;

/// <summary>One row that a real server sent and another client lost its folder over.</summary>
/// <param name="Source">Who reported it, as a number in MailKit's tracker, or where it was measured.</param>
/// <param name="Envelope">The value of ENVELOPE; null: an ordinary one.</param>
/// <param name="Structure">The value of BODYSTRUCTURE; null: an ordinary one.</param>
/// <param name="More">Items after FLAGS.</param>
/// <param name="End">Items at the end of the row.</param>
/// <param name="Shown">What the row must hold: subject, From, To, media types; see <see cref="RowText"/>.</param>
/// <param name="Marks">How it is marked: names of quirks, or items with a defect.</param>
public sealed record RowShape(string Source, string Shown, string Marks, string? Envelope = null, string? Structure = null, string More = "", string End = "")
{
    public const string PlainStructure = "(\"text\" \"plain\" (\"charset\" \"utf-8\") NIL NIL \"7bit\" 12 1 NIL NIL NIL NIL)";

    private const string Ann = "((\"Ann\" NIL \"ann\" \"tidewater.test\"))";

    /// <summary>An ordinary ENVELOPE.</summary>
    public static string PlainEnvelope(string subject = "\"Subject\"", string from = Ann, string to = "((NIL NIL \"bo\" \"tidewater.test\"))") =>
        $"(\"Fri, 17 Jul 2026 02:44:21 +0200\" {subject} {from} NIL NIL {to} NIL NIL NIL \"<1@tidewater.test>\")";

    /// <summary>The whole response line by line, as the server sends it.</summary>
    public string Row(uint number) =>
        $"* {number} FETCH (UID {number} FLAGS (\\Seen){More} INTERNALDATE \"17-Jul-2026 02:44:25 +0200\" RFC822.SIZE 4711 ENVELOPE {Envelope ?? PlainEnvelope()} BODYSTRUCTURE {Structure ?? PlainStructure}{End})\r\n";
}
