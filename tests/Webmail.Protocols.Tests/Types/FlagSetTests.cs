using Webmail.Protocols.Imap;

namespace Webmail.Protocols.Tests.Types;

public sealed class FlagSetTests
{
    [Fact]
    public void System_flags_alone_are_a_shared_set() => Assert.Same(FlagSet.Of(Flag.Seen, Flag.Draft), FlagSet.Of(Flag.Draft, new Flag("\\sEEN")));

    [Fact]
    public void Keywords_have_no_case_and_count_once() => Assert.Single(FlagSet.Of(Flag.Junk, new Flag("$JUNK")));

    [Fact]
    public void Add_and_Remove_make_new_sets()
    {
        var set = FlagSet.Of(Flag.Seen).Add(Flag.Forwarded, Flag.Flagged);

        Assert.Equal("\\Seen \\Flagged $Forwarded", set.ToString());
        Assert.Equal(FlagSet.Of(Flag.Seen), set.Remove(Flag.Forwarded, Flag.Flagged));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\\")]
    [InlineData("a b")]
    [InlineData("a)")]
    [InlineData("a\r\nb")]
    [InlineData("ä")]
    public void A_flag_is_an_atom(string name) => Assert.False(Flag.TryCreate(name, out _));

    [Fact]
    public void A_section_says_what_stands_in_the_brackets()
    {
        Assert.Equal("1.2.HEADER.FIELDS (DATE FROM)", SectionPath.Create("1.2", SectionKind.HeaderFields, ["DATE", "FROM"]).ToString());
        Assert.Equal(SectionPath.HeaderFields("date"), SectionPath.HeaderFields("DATE"));
        Assert.False(SectionPath.TryCreate("1.0", SectionKind.Body, [], out _));
        Assert.False(SectionPath.TryCreate("", SectionKind.HeaderFields, ["a\r\nb"], out _));
    }
}
