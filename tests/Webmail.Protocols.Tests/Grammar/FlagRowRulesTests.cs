using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Grammar;
using Webmail.Protocols.Imap.Wire;
using Webmail.Protocols.Tests.Transcripts;

namespace Webmail.Protocols.Tests.Grammar;

/// <summary>Rows of flags that are read by their octets mean what the whole grammar reads in them.</summary>
public sealed class FlagRowRulesTests
{
    [Fact]
    public void Every_recorded_row_that_is_taken_says_what_the_grammar_says()
    {
        var sets = new SharedFlagSets();
        var taken = Samples.All().Concat(Samples.Expected()).Count(frame => IsTaken(frame, sets));

        Assert.True(taken >= 70, taken + " rows");
    }

    [Theory]
    [InlineData("* 5 FETCH (UID 0 FLAGS ())")]
    [InlineData("* 5 FETCH (FLAGS (\\Seen))")]
    [InlineData("* 5 FETCH (UID 4294967296 FLAGS ())")]
    [InlineData("* 5 FETCH (UID 5 FLAGS (a(b))")]
    [InlineData("* 5 FETCH (UID 5 FLAGS () FLAGS (\\Seen))")]
    [InlineData("* 5 FETCH (UID 5 FLAGS ()) ")]
    [InlineData("* 5 FETCH (UID 5 FLAGS () MODSEQ (9223372036854775808))")]
    [InlineData("* 5 FETCH (UID 5 FLAGS () MODSEQ (-1))")]
    [InlineData("* 5 FETCH (UID 5 FLAGS () RFC822.SIZE 5)")]
    [InlineData("* 5 FETCH (UID 5 FLAGS ({4}\r\nSeen))")]
    [InlineData("a5 OK FETCH (UID 5 FLAGS ())")]
    [InlineData("* 5 FETCH (UID 5 FLAGS (")]
    [InlineData("")]
    public void Anything_else_is_left_to_the_grammar(string response) => Assert.False(FlagRowRules.TryRow(Frames.One(response), new SharedFlagSets(), out _));

    [Fact]
    public void Lists_beyond_those_that_are_remembered_are_read_all_the_same()
    {
        var sets = new SharedFlagSets();
        for (var i = 0; i < 3000; i++)
        {
            Assert.True(FlagRowRules.TryRow(Frames.One($"* 1 FETCH (UID 1 FLAGS (k{i} {new string('x', i % 400)}y))"), sets, out var row));
            Assert.True(row.Flags.Contains(Flag.FromServer("k" + i)));
        }
    }

    /// <summary>True when the response was taken; then both ways must tell the same, and the grammar nothing beyond it.</summary>
    internal static bool IsTaken(in ImapFrame frame, SharedFlagSets sets)
    {
        if (!FlagRowRules.TryRow(frame, sets, out var taken)) return false;
        var response = ImapGrammar.ParseResponse(frame, false, out var quirks);
        var row = Assert.IsType<FetchReply>(response).Row;
        Assert.Equal((row.SequenceNumber, row.Uid, row.Flags, row.ModSeq), (taken.SequenceNumber, taken.Uid, taken.Flags, taken.ModSeq));
        Assert.True(quirks == ServerQuirks.None && row is { Defects.Count: 0, Envelope: null, BodyStructure: null, Size: null, InternalDate: null, Sections.Count: 0 });
        return true;
    }
}
