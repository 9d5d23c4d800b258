using Webmail.Protocols.Imap;
using Webmail.Web.Components.Mailbox;

namespace Webmail.Web.Tests.Mailbox;

public sealed class ReadingRunTests
{
    private readonly ReadingRun _run = new();

    [Fact]
    public void One_message_says_nothing_about_the_next() => Assert.Equal(0, _run.StepAt(new Uid(9), 3));

    [Theory]
    [InlineData(4, 1)]
    [InlineData(2, -1)]
    [InlineData(7, 0)]
    public void The_next_is_expected_where_the_last_step_went(int index, int expected)
    {
        _run.StepAt(new Uid(9), 3);
        Assert.Equal(expected, _run.StepAt(new Uid(8), index));
    }

    [Fact]
    public void One_that_was_put_away_is_a_step_onwards()
    {
        _run.StepAt(new Uid(9), 3);
        Assert.Equal(1, _run.StepAt(new Uid(8), 3));
    }

    [Fact]
    public void Being_asked_again_and_mail_that_came_meanwhile_change_nothing()
    {
        _run.StepAt(new Uid(9), 3);
        _run.StepAt(new Uid(8), 4);
        Assert.Equal(1, _run.StepAt(new Uid(8), 4));
        Assert.Equal(1, _run.StepAt(new Uid(8), 5));
    }
}
