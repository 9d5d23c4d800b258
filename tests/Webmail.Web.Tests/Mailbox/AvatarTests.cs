using Webmail.Mail.Messages;
using Webmail.Web.Components.Mailbox;

namespace Webmail.Web.Tests.Mailbox;

public sealed class AvatarTests
{
    [Theory]
    [InlineData("Ines Okafor", "ines@x.test", "IO")]
    [InlineData("", "ines.okafor@x.test", "I")]
    [InlineData("Dr Emeka Obi", "e@x.test", "DO")]
    [InlineData("🏗️", "", "?")]
    [InlineData("", "", "?")]
    public void Initials_are_the_first_letters_of_first_and_last_word(string name, string address, string initials) =>
        Assert.Equal(initials, Avatar.Initials(new Correspondent(name, address)));

    [Fact]
    public void The_colour_belongs_to_the_address() =>
        Assert.Equal(Avatar.HueClass(new Correspondent("A", "a@x.test")), Avatar.HueClass(new Correspondent("B", "A@x.test")));
}
