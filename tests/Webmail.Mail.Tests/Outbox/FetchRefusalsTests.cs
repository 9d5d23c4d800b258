using System.Globalization;
using Webmail.Mail.Outbox;
using Webmail.Protocols.Net;
using Webmail.TestKit;

namespace Webmail.Mail.Tests.Outbox;

public sealed class FetchRefusalsTests
{
    private static readonly ServerEndpoint Mail = new("imap.test", 993, TransportSecurity.Tls);

    private readonly ManualTime _time = new(DateTimeOffset.UnixEpoch);

    [Fact]
    public void A_pair_of_servers_is_remembered_for_an_hour()
    {
        var refusals = new FetchRefusals(_time);
        refusals.Note(Submission(1), Mail);
        _time.Advance(TimeSpan.FromMinutes(59));
        Assert.True(refusals.Has(Submission(1), Mail));
        Assert.False(refusals.Has(Submission(2), Mail));
        Assert.False(refusals.Has(Submission(1), Mail with { Port = 143 }));
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.False(refusals.Has(Submission(1), Mail));
    }

    [Fact]
    public void However_many_servers_refuse_memory_stays_bounded()
    {
        var refusals = new FetchRefusals(_time);
        for (var i = 0; i < 5_000; i++) refusals.Note(Submission(i), Mail);
        Assert.InRange(Enumerable.Range(0, 5_000).Count(i => refusals.Has(Submission(i), Mail)), 1, 1_000);
        Assert.True(refusals.Has(Submission(4_999), Mail));
    }

    private static ServerEndpoint Submission(int number) => new(string.Create(CultureInfo.InvariantCulture, $"smtp{number}.test"), 587, TransportSecurity.StartTls);
}
