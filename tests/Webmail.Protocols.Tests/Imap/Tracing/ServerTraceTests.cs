using System.Text;
using System.Text.RegularExpressions;
using Webmail.Protocols.Imap.Tracing;
using Webmail.Protocols.Imap.Wire;
using Webmail.Protocols.Tests.Transcripts;
using Webmail.TestKit;

namespace Webmail.Protocols.Tests.Imap.Tracing;

/// <summary>What of a server's words gets into a trace: the protocol's own and nothing else.</summary>
public sealed partial class ServerTraceTests
{
    private const string Canary = "Canary-7319";

    private static readonly HashSet<string> Vocabulary = new(
        new[]
        {
            TraceWords.Commands, TraceWords.FetchItems, TraceWords.Sections, TraceWords.StatusItems, TraceWords.SearchResults, TraceWords.Conditions, TraceWords.Counted, TraceWords.Closed, TraceWords.SystemFlags,
            TraceWords.MailboxAttributes, TraceWords.Codes, TraceWords.NumberCodes, TraceWords.Capabilities, TraceWords.NumberCapabilities,
        }.SelectMany(words => words).Concat(["CAPABILITY", "ENABLED", "FLAGS", "SEARCH", "SORT", "THREAD", "VANISHED", "ESEARCH", "TAG", "PERMANENTFLAGS", "+", "…", "*"]), StringComparer.Ordinal);

    [Theory]
    [InlineData("* 12 EXISTS", "* 12 EXISTS")]
    [InlineData("* 3 FETCH (UID 17 FLAGS (\\Seen $Label1) RFC822.SIZE 4096 MODSEQ (99))", "* 3 FETCH (UID 17 FLAGS (\\Seen «7 octets») RFC822.SIZE 4096 MODSEQ (99))")]
    [InlineData("* 3 FETCH (UID 17 ENVELOPE (\"x\" \"y\" ((\"a\" NIL \"b\" \"c\"))) FLAGS ())", "* 3 FETCH (UID 17 ENVELOPE «29 octets» FLAGS ())")]
    [InlineData("* 3 FETCH (UID 17 BODY[1.2.HEADER.FIELDS (SUBJECT FROM)]<0> {5}\r\nhello)", "* 3 FETCH (UID 17 BODY[1.2.HEADER.FIELDS«15 octets»]<0> {5})")]
    [InlineData("* LIST (\\HasNoChildren \\Sent) \"/\" \"Sent Items\"", "* LIST (\\HasNoChildren \\Sent) «16 octets»")]
    [InlineData("* STATUS 2026 (MESSAGES 12 UNSEEN 3)", "* STATUS «5 octets»(MESSAGES 12 UNSEEN 3)")]
    [InlineData("* ESEARCH (TAG \"a7\") UID ALL 1:5,9 COUNT 6", "* ESEARCH (TAG «4 octets») UID ALL 1:5,9 COUNT 6")]
    [InlineData("* SEARCH 1 5 9 (MODSEQ 12)", "* SEARCH 1 5 9 (MODSEQ 12)")]
    [InlineData("* THREAD (1 2)((3)(4 5))", "* THREAD (1 2)((3)(4 5))")]
    [InlineData("* VANISHED (EARLIER) 41,43:116", "* VANISHED (EARLIER) 41,43:116")]
    [InlineData("a12 OK [APPENDUID 38505 3955] Append completed (0.001 secs).", "a12 OK [APPENDUID 38505 3955] «30 octets»")]
    [InlineData("a12 NO [ALERT] Your payment is due", "a12 NO [ALERT] «19 octets»")]
    [InlineData("a12 NO [MAILBOXID (Fabc)] ok", "a12 NO [MAILBOXID«11 octets»")]
    [InlineData("* OK [CAPABILITY IMAP4rev1 X-SECRET AUTH=PLAIN APPENDLIMIT=1000] hi", "* OK [CAPABILITY IMAP4rev1 «8 octets» AUTH=PLAIN APPENDLIMIT=1000] «2 octets»")]
    [InlineData("* FLAGS (\\Answered \\Seen Work)", "* FLAGS (\\Answered \\Seen «4 octets»)")]
    [InlineData("+ dXNlcm5hbWU6", "+ «12 octets»")]
    [InlineData("* BYE See you, Noor", "* BYE «13 octets»")]
    [InlineData("b1 OK a foreign tag", "«2 octets»«17 octets»")]
    [InlineData("", "")]
    public void A_response_is_shown_as_its_skeleton(string said, string shown) => Assert.Equal(shown, ServerTrace.Of(Frames.One(said)));

    [Theory]
    [InlineData("* LIST () \"/\" {0}")]
    [InlineData("* LIST () {0} x")]
    [InlineData("* LIST ({0}) \"/\" x")]
    [InlineData("* LSUB () \"/\" {0}")]
    [InlineData("* STATUS {0} (MESSAGES 1)")]
    [InlineData("* STATUS {0} and (more) (MESSAGES 1)")]
    [InlineData("* STATUS x ({0} 1)")]
    [InlineData("* STATUS x (MESSAGES {0})")]
    [InlineData("* FLAGS ({0})")]
    [InlineData("* 1 FETCH (UID 1 FLAGS ({0}))")]
    [InlineData("* 1 FETCH (UID 1 ENVELOPE (NIL {0} NIL))")]
    [InlineData("* 1 FETCH (UID 1 ENVELOPE ({0})")]
    [InlineData("* 1 FETCH (UID 1 BODYSTRUCTURE (\"text\" \"plain\" (\"name\" {0}) NIL NIL \"7bit\" 1 1))")]
    [InlineData("* 1 FETCH (UID 1 PREVIEW {0})")]
    [InlineData("* 1 FETCH (UID 1 X-GM-LABELS ({0}))")]
    [InlineData("* 1 FETCH (UID 1 EMAILID ({0}))")]
    [InlineData("* 1 FETCH (UID 1 BODY[HEADER.FIELDS ({0})] x)")]
    [InlineData("* 1 FETCH (UID 1 BODY[TEXT] {0})")]
    [InlineData("* 1 FETCH (UID 1 INTERNALDATE {0})")]
    [InlineData("* 1 FETCH (UID 1 X-NEW {0} FLAGS ())")]
    [InlineData("* 1 FETCH ({0} UID 1)")]
    [InlineData("* ESEARCH (TAG \"a1\" MAILBOX {0} UIDVALIDITY 1) UID ALL 1")]
    [InlineData("* ESEARCH (TAG {0}) UID ALL 1")]
    [InlineData("* NAMESPACE ((\"\" {0})) NIL NIL")]
    [InlineData("* ID (\"name\" {0})")]
    [InlineData("* QUOTA {0} (STORAGE 1 2)")]
    [InlineData("* QUOTAROOT {0} {0}")]
    [InlineData("* ACL INBOX {0} lrs")]
    [InlineData("* METADATA {0} (/shared/comment {0})")]
    [InlineData("* GENURLAUTH {0}")]
    [InlineData("* OK {0}")]
    [InlineData("* OK [ALERT] {0}")]
    [InlineData("* OK [REFERRAL {0}] x")]
    [InlineData("* OK [PERMANENTFLAGS ({0})] x")]
    [InlineData("* OK [NEWNAME {0} {0}] x")]
    [InlineData("* OK [{0}] x")]
    [InlineData("* OK [BADCHARSET ({0})] x")]
    [InlineData("* CAPABILITY IMAP4rev1 X{0} AUTH={0}")]
    [InlineData("* {0}")]
    [InlineData("{0} OK x")]
    [InlineData("a1 NO {0}")]
    [InlineData("a1 BAD [PARSE] {0}")]
    [InlineData("+ {0}")]
    [InlineData("{0}")]
    public void What_is_somebody_s_never_passes_in_any_position_or_form(string form)
    {
        foreach (var written in (string[])[Canary, $"\"{Canary}\"", $"\"a\\\"{Canary}\"", $"{{{Canary.Length}}}\r\n{Canary}", $"~{{{Canary.Length}}}\r\n{Canary}", $"\"{Canary}", $"{Canary})", $"x {Canary} x", $"[{Canary}]", $"({Canary})", $"{{99}}\r\n{Canary}"])
        {
            var shown = ServerTrace.Of(Frames.One(form.Replace("{0}", written, StringComparison.Ordinal)));
            Assert.DoesNotContain("anary", shown, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("7319", shown, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("* LIST () \"/\" 20261122")]
    [InlineData("* LIST () \"/\" SELECT20261122")]
    [InlineData("* STATUS 20261122 (MESSAGES 1)")]
    [InlineData("* ESEARCH (TAG \"a1\" MAILBOX 20261122) UID ALL 1")]
    [InlineData("* 1 FETCH (UID 1 ENVELOPE (NIL 20261122 NIL))")]
    [InlineData("* 1 FETCH (UID 1 FLAGS (20261122))")]
    [InlineData("* 1 FETCH (UID 1 PREVIEW \"20261122\")")]
    [InlineData("* FLAGS (20261122)")]
    [InlineData("* OK [PERMANENTFLAGS (20261122)] x")]
    [InlineData("* OK 20261122")]
    [InlineData("* QUOTA 20261122 ()")]
    [InlineData("+ 20261122")]
    public void A_name_or_text_that_is_a_number_is_hidden_where_names_and_texts_stand(string said) => Assert.DoesNotContain("20261122", ServerTrace.Of(Frames.One(said)), StringComparison.Ordinal);

    [Fact]
    public void A_literal_that_was_streamed_away_is_its_length()
    {
        var head = "* 1 FETCH (BODY[] {20000000}\r\n"u8.ToArray();
        var frame = new ImapFrame((byte[])[.. head, .. " UID 7)"u8], [new DetachedLiteral(head.Length, 20_000_000, LiteralOutcome.Streamed, default)]);
        Assert.Equal("* 1 FETCH (BODY[] {20000000} UID 7)", ServerTrace.Of(frame));
    }

    [Fact]
    public void A_line_is_shortened_and_says_so()
    {
        var shown = ServerTrace.Of(Frames.One("* SEARCH " + string.Join(' ', Enumerable.Range(1, 100_000))));
        Assert.True(shown.Length < 1_100);
        Assert.Contains("…", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_the_captured_replies_of_many_servers_only_words_of_the_protocol_are_shown()
    {
        var (lines, told) = (0, 0);
        foreach (var file in Corpus.Files("imap/mailkit-imap-responses", "*.txt"))
        {
            foreach (var frame in Frames.Of(Frames.FromLineFeeds(File.ReadAllBytes(file))))
            {
                var text = Tag().Replace(Encoding.Latin1.GetString(frame.Bytes.Span), "a12");
                var shown = ServerTrace.Of(new ImapFrame(Encoding.Latin1.GetBytes(text)));
                Assert.All(Words(shown), word => Assert.True(Vocabulary.Contains(word), $"{word} of {Path.GetFileName(file)}: {shown}"));
                lines++;
                told += shown.StartsWith('«') ? 0 : 1;
            }
        }

        Assert.True(lines > 1_000, $"{lines} lines");
        Assert.True(told > lines * 9 / 10, $"{told} of {lines} lines say what they are");
    }

    [Fact]
    public void Damaged_replies_are_shown_without_a_fault_and_without_a_word_more()
    {
        var random = new Random(7319);
        var wires = Corpus.Files("imap/mailkit-imap-responses", "*.txt").SelectMany(file => Frames.Of(Frames.FromLineFeeds(File.ReadAllBytes(file)))).Where(frame => frame.Bytes.Length is > 0 and < 500).ToList();
        for (var i = 0; i < 20_000; i++)
        {
            var octets = wires[random.Next(wires.Count)].Bytes.ToArray();
            for (var changes = random.Next(1, 4); changes > 0; changes--) octets[random.Next(octets.Length)] = (byte)(random.Next(2) == 0 ? "(){}[]\"\\ ~<>*\r\n"[random.Next(15)] : random.Next(256));
            Assert.All(Words(ServerTrace.Of(new ImapFrame(octets))), word => Assert.True(Vocabulary.Contains(word), word));
        }
    }

    private static IEnumerable<string> Words(string shown) =>
        Numbers().Replace(Lengths().Replace(shown, " "), " ").Split([' ', '(', ')', '[', ']'], StringSplitOptions.RemoveEmptyEntries).Select(word => NumberedCapability().Replace(word, "APPENDLIMIT")).Where(word => word.Length > 0);

    [GeneratedRegex(@"^A[#0-9]{2,}(?= )", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"«\d+ octets?»|\{\d+\}|<[\d.]+>", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Lengths();

    // Numbers and sets of them, tags of ours, numbers of parts before a word.
    [GeneratedRegex(@"(?<![^ ()\[\]])(?:a\d+|[\d:,*]+|[\d.]+)(?![^ ()\[\]])|(?<=\[)[\d.]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Numbers();

    [GeneratedRegex(@"^(APPENDLIMIT|MESSAGELIMIT)=\d+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NumberedCapability();
}
