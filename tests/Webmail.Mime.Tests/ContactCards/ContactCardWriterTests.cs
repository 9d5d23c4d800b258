using System.Text;
using Webmail.Mime.Calendar;
using Webmail.Mime.ContactCards;

namespace Webmail.Mime.Tests.ContactCards;

public sealed class ContactCardWriterTests
{
    private static ContactCard Again(ContactCard card) => Assert.Single(ContactCard.ParseAll(Encoding.UTF8.GetBytes(ContactCardWriter.Write(card))));

    private static ContactCard Read(string lines) => Assert.Single(ContactCard.ParseAll(Encoding.UTF8.GetBytes($"BEGIN:VCARD\r\n{lines.ReplaceLineEndings("\r\n")}\r\nEND:VCARD\r\n")));

    [Fact]
    public void What_is_written_is_read_back()
    {
        var card = new ContactCard
        {
            Name = "Nguyễn, Thị; Ánh \\ 🌊", Uid = "urn:uuid:1", Organizations = ["Tidewater, Ltd"], Titles = ["Pilot"], Notes = ["one\ntwo"], Categories = ["Board", "Team, east"],
            Emails = [new ContactValue("anh@example.test", ["work"])], Phones = [new ContactValue("+49 1", ["cell"])],
        };
        var again = Again(card);
        Assert.Equal((card.Name, card.Uid), (again.Name, again.Uid));
        Assert.Equal(card.Organizations, again.Organizations);
        Assert.Equal(card.Notes, again.Notes);
        Assert.Equal(card.Categories, again.Categories);
        Assert.Equal(("anh@example.test", "work"), (again.Emails[0].Value, Assert.Single(again.Emails[0].Types)));
        Assert.Equal(("+49 1", "cell"), (again.Phones[0].Value, Assert.Single(again.Phones[0].Types)));
    }

    [Fact]
    public void What_nothing_here_knows_stays_in_the_card()
    {
        var again = Again(Again(Read("VERSION:4.0\nFN:Ines\nN:Okafor;Ines;;;\nADR;TYPE=home:;;Pier 4;Bremen;;28195;Germany\nPHOTO;ENCODING=b;TYPE=JPEG:AAAA\nitem1.X-ABLabel:Boat\nX-SOCIAL;LABEL=\"a;b\":x\\,y\nBDAY:--0415")));
        Assert.Equal("Pier 4\nBremen\n28195\nGermany", again.Addresses[0].Value);
        Assert.True(again.HasPhoto);
        Assert.Equal("--0415", again.Birthday);
        Assert.Contains(again.Others, line => line is { Name: "N", Value: "Okafor;Ines;;;" });
        Assert.Contains(again.Others, line => line is { Name: "X-ABLABEL", Group: "item1" });
        Assert.Contains(again.Others, line => line.Name == "X-SOCIAL" && line.Parameter("LABEL") == "a;b" && line.Text == "x,y");
    }

    [Theory]
    [InlineData("Ines\r\nEMAIL:evil@example.test")]
    [InlineData("Ines\nEND:VCARD\nBEGIN:VCARD\nFN:Evil")]
    [InlineData("Ines\u2028X-EVIL:1\u0000\u0085")]
    public void No_text_begins_another_property(string hostile)
    {
        var line = new ContentLine("X-A", [new ContentParameter("LABEL", hostile + "\"")], hostile, "item1");
        var bad = new ContentLine("X-B:1\r\nEMAIL", [], "x");
        var card = new ContactCard
        {
            Name = hostile, Uid = hostile, Organizations = [hostile], Notes = [hostile], Categories = [hostile], Phones = [new ContactValue(hostile, [hostile])], Emails = [new ContactValue("ines@example.test", [])], Others = [line, bad],
        };
        var names = ContactCardWriter.Write(card).Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(text => text.Split(':', ';', '=')[0]);
        Assert.Equal(["BEGIN", "VERSION", "UID", "FN", "N", "ORG", "EMAIL", "TEL", "NOTE", "CATEGORIES", "item1.X-A", "END"], names);
        Assert.DoesNotContain('\n', ContactCardWriter.Write(card).Replace("\r\n", "", StringComparison.Ordinal));
    }

    [Fact]
    public void No_line_is_longer_than_75_octets_and_no_letter_is_cut()
    {
        var text = ContactCardWriter.Write(new ContactCard { Name = string.Concat(Enumerable.Repeat("ż🌊", 200)) });
        Assert.All(text.Split("\r\n"), line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 75));
        Assert.Equal(200, ContactCard.ParseAll(Encoding.UTF8.GetBytes(text))[0].Name.Count(c => c == 'ż'));
    }

    [Fact]
    public void A_group_names_its_members()
    {
        var card = Read("VERSION:4.0\nKIND:group\nFN:Board\nMEMBER:urn:uuid:1\nMEMBER:mailto:a@example.test");
        Assert.True(card.IsGroup);
        Assert.Equal(["urn:uuid:1", "mailto:a@example.test"], card.Members);
        Assert.True(Read("VERSION:3.0\nX-ADDRESSBOOKSERVER-KIND:group\nFN:B").IsGroup);
    }
}
