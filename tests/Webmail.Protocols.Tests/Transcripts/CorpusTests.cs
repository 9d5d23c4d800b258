using System.Globalization;
using System.Text;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Grammar;
using Webmail.TestKit;

namespace Webmail.Protocols.Tests.Transcripts;

public sealed class CorpusTests
{
    // Its literal says 515 octets where the file has 518: what follows cannot be in step.
    private const string Miscounted = "headers.1+unsolicited-info.txt";

    public static TheoryData<string> Servers => [.. Directory.GetDirectories(Root).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];

    private static string Root => Corpus.PathOf("imap/mailkit-imap-responses");

    [Theory]
    [MemberData(nameof(Servers))]
    public void Every_reply_of_a_server_is_understood_whole(string server)
    {
        var wrong = new StringBuilder();
        var responses = 0;
        foreach (var file in Directory.GetFiles(Path.Combine(Root, server), "*.txt").Where(file => Path.GetFileName(file) != Miscounted))
        {
            foreach (var frame in Frames.Of(Frames.FromLineFeeds(File.ReadAllBytes(file))))
            {
                responses++;
                var response = ImapGrammar.ParseResponse(frame);
                if (Fault(response) is { } fault)
                    wrong.AppendLine(CultureInfo.InvariantCulture, $"{Path.GetFileName(file)}: {fault}: {Encoding.Latin1.GetString(frame.Bytes.Span)}");
            }
        }

        Assert.True(responses > 0);
        Assert.Equal("", wrong.ToString());
    }

    [Fact]
    public void A_literal_that_is_longer_than_announced_costs_no_row()
    {
        var frames = Frames.Of(Frames.FromLineFeeds(File.ReadAllBytes(Path.Combine(Root, "gmail", Miscounted))));

        var row = Assert.IsType<FetchReply>(ImapGrammar.ParseResponse(frames[0])).Row;
        Assert.Equal(515, row.Section(SectionPath.Header)!.Data!.Value.Length);
        Assert.Equal(["Trash"], row.Labels);
        Assert.IsType<MalformedResponse>(ImapGrammar.ParseResponse(frames[1]));
        Assert.IsType<TaggedResponse>(ImapGrammar.ParseResponse(frames[2]));
    }

    private static string? Fault(ImapResponse response) => response switch
    {
        MalformedResponse malformed => malformed.Reason,
        UnknownResponse unknown => "unknown " + unknown.Name,
        FetchReply { Row.Defects: [var defect, ..] } => defect.Item + ": " + defect.Reason,
        FetchReply { Row: { Uid: null, Flags: null, Sections.Count: 0, Labels: null } } => "an empty row",
        _ => null,
    };
}
