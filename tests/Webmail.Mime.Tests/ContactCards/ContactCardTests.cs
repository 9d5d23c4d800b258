using System.Text;
using Webmail.Mime.ContactCards;

namespace Webmail.Mime.Tests.ContactCards;

public sealed class ContactCardTests
{
    private static ContactCard Card(string lines) => Assert.Single(ContactCard.ParseAll(Encoding.UTF8.GetBytes($"BEGIN:VCARD\r\n{lines.ReplaceLineEndings("\r\n")}\r\nEND:VCARD\r\n")));

    [Fact]
    public void A_card_of_today_is_read()
    {
        var card = Card("""
            VERSION:4.0
            FN:Ines Okafor
            ORG:Tidewater\, Ltd;Harbour
            item1.EMAIL;TYPE=work,pref:ines@tidewater.test
            TEL;VALUE=uri;TYPE="cell,voice":tel:+49-1
            ADR:;;Pier 4;Bremen;;28195;Germany
            PHOTO:data:image/png;base64,AAAA
            """);
        Assert.Equal("Ines Okafor", card.Name);
        Assert.Equal(["Tidewater, Ltd, Harbour"], card.Organizations);
        Assert.Equal("ines@tidewater.test", card.Emails[0].Value);
        Assert.Equal(["work"], card.Emails[0].Types);
        Assert.Equal("+49-1", card.Phones[0].Value);
        Assert.Equal("Pier 4\nBremen\n28195\nGermany", card.Addresses[0].Value);
        Assert.True(card.HasPhoto);
    }

    [Fact]
    public void A_card_of_old_is_read()
    {
        var card = Card("VERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=B6rg;;Dr.\nTEL;HOME;VOICE:123\nNOTE;ENCODING=QUOTED-PRINTABLE:one=0D=0Atw=\no");
        Assert.Equal("Dr. Jörg Müller", card.Name);
        Assert.Equal(["home"], card.Phones[0].Types);
        Assert.Equal("one\ntwo", card.Notes[0]);
    }

    [Fact]
    public void A_card_without_a_name_is_called_by_its_address() => Assert.Equal("a@x.test", Card("EMAIL:a@x.test").Name);
}
