using Bunit;
using Webmail.Mail.Messages;
using Webmail.Web.Components.Message;

namespace Webmail.Web.Tests.Compose;

public sealed class QuickReplyTests : UiTest
{
    private const string Own = "noor@tidewater.test";

    private static readonly Correspondent Ines = new("Ines", "ines@tidewater.test");

    [Theory]
    [InlineData("noor@tidewater.test", "reply", "Reply to Ines")]
    [InlineData("noor@tidewater.test,aiko@x.test", "reply-all", "Reply to Ines and aiko@x.test")]
    [InlineData("NOOR@tidewater.test,aiko@x.test,dov@x.test,ines@tidewater.test", "reply-all", "Reply to Ines and 2 others")]
    public void It_answers_everyone_when_there_are_others(string to, string kind, string words)
    {
        var head = new MessageHead("Subject", [Ines], [.. to.Split(',').Select(address => new Correspondent("", address))], [], [], DateTimeOffset.UnixEpoch);
        var button = Render<QuickReply>(p => p.Add(x => x.Head, head).Add(x => x.Own, Own)).Find(".fake");
        Assert.Equal(kind, button.GetAttribute("data-compose"));
        Assert.StartsWith(words, button.TextContent, StringComparison.Ordinal);
    }
}
