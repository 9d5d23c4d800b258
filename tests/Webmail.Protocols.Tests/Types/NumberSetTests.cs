using Webmail.Protocols.Imap;

namespace Webmail.Protocols.Tests.Types;

public sealed class NumberSetTests
{
    [Theory]
    [InlineData("1:4,7", "1:4,7")]
    [InlineData("7,1,2,3,4", "1:4,7")]
    [InlineData("4:2", "2:4")]
    [InlineData("5:9,1:6", "1:9")]
    [InlineData("4294967294:4294967295,4294967295", "4294967294:4294967295")]
    public void Parse_gives_the_shortest_form(string text, string expected) => Assert.Equal(expected, UidSet.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("1:*")]
    [InlineData("1,,2")]
    [InlineData("4294967296")]
    [InlineData(" 1")]
    [InlineData("-1")]
    public void Parse_refuses_what_is_no_set(string text) => Assert.False(UidSet.TryParse(text, out _));

    [Fact]
    public void A_million_numbers_in_a_row_are_one_run()
    {
        var set = UidSet.From(Enumerable.Range(1, 1_000_000).Select(number => new Uid((uint)number)));

        Assert.Equal("1:1000000", set.ToString());
        Assert.Equal(1_000_000, set.Count);
        Assert.True(set.Contains(new Uid(777_777)));
    }

    [Theory]
    [InlineData("1:10", "3:4,7", "1:10", "3:4,7", "1:2,5:6,8:10")]
    [InlineData("1,5", "2,5:6", "1:2,5:6", "5", "1")]
    [InlineData("1:3,10:20", "2:15", "1:20", "2:3,10:15", "1,16:20")]
    public void Union_intersection_and_difference(string left, string right, string union, string both, string rest)
    {
        var (a, b) = (UidSet.Parse(left), UidSet.Parse(right));

        Assert.Equal(union, a.Union(b).ToString());
        Assert.Equal(both, a.Intersect(b).ToString());
        Assert.Equal(rest, a.Except(b).ToString());
    }

    [Fact]
    public void An_open_set_of_UIDs_does_not_name_the_last_message() => Assert.Equal("5:4294967295", UidSet.StartingAt(new Uid(5)).ToString());

    [Fact]
    public void An_open_sequence_set_does() => Assert.Equal("120:*", SequenceSet.StartingAt(120).ToString());

    [Fact]
    public void A_copy_finds_its_message_by_the_order_of_the_sets()
    {
        var copied = new CopiedUids(new UidValidity(1), [new NumberRange(304, 304), new NumberRange(319, 320)], [new NumberRange(3956, 3958)]);

        Assert.Equal(new Uid(3956), copied.DestinationOf(new Uid(304)));
        Assert.Equal(new Uid(3958), copied.DestinationOf(new Uid(320)));
        Assert.Null(copied.DestinationOf(new Uid(1)));
    }
}
