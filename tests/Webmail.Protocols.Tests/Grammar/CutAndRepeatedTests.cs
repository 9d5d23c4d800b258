using System.Diagnostics;
using System.Text;
using Webmail.Protocols.Imap.Grammar;
using Webmail.Protocols.Imap.Wire;
using Webmail.Protocols.Tests.Transcripts;

namespace Webmail.Protocols.Tests.Grammar;

/// <summary>Whatever a server sends, there is a response object and no exception, in time that grows with its length.</summary>
public sealed class CutAndRepeatedTests
{
    [Fact]
    public void Every_beginning_of_every_response_never_throws()
    {
        var parsed = 0;
        foreach (var frame in Samples.All().Where(frame => frame.Bytes.Length < 700).DistinctBy(frame => frame.Bytes.Length))
        {
            for (var length = 0; length < frame.Bytes.Length; length++)
            {
                Assert.NotNull(ImapGrammar.ParseResponse(new ImapFrame(frame.Bytes[..length])));
                parsed++;
            }
        }

        Assert.True(parsed > 10_000);
    }

    [Theory]
    [InlineData("* 1 FETCH (BODYSTRUCTURE ", "(")]
    [InlineData("* 1 FETCH (BODYSTRUCTURE ", "((\"a\" \"b\")")]
    [InlineData("* 1 FETCH (BODYSTRUCTURE (", "(\"message\" \"rfc822\" NIL NIL NIL NIL 1 (NIL) ")]
    [InlineData("* 1 FETCH (ENVELOPE ", "(")]
    [InlineData("* 1 FETCH (ENVELOPE (NIL \"", " UID 1 ENVELOPE (NIL ((")]
    [InlineData("* 1 FETCH (X ", "(")]
    [InlineData("* 1 FETCH ", "(")]
    [InlineData("* 1 FETCH (", "BODY[")]
    [InlineData("* 1 FETCH (FLAGS (", "\\Seen k")]
    [InlineData("* 1 FETCH (", "UID ")]
    [InlineData("* THREAD ", "(")]
    [InlineData("* THREAD ", "(1 ")]
    [InlineData("* LIST (", "\\a ")]
    [InlineData("* OK [", "[")]
    [InlineData("* OK [X \"", "] \"")]
    [InlineData("* ESEARCH ", "ALL 1:2,")]
    [InlineData("* SEARCH", " 4294967295 1")]
    [InlineData("* METADATA \"\" (", "\"\\")]
    [InlineData("* NAMESPACE (", "(\"\" \"/\")")]
    [InlineData("* X ", "{9}\r\n")]
    public void A_pattern_repeated_a_million_times_takes_linear_time(string start, string repeated)
    {
        var bytes = new byte[1_000_000];
        Encoding.ASCII.GetBytes(start).CopyTo(bytes, 0);
        for (var i = start.Length; i < bytes.Length; i++)
            bytes[i] = (byte)repeated[(i - start.Length) % repeated.Length];
        var clock = Stopwatch.StartNew();

        var response = ImapGrammar.ParseResponse(new ImapFrame(bytes));

        // Linear is some milliseconds, quadratic would be minutes.
        Assert.NotNull(response);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), clock.Elapsed.ToString());
    }
}
