using Webmail.Mail.Messages;

namespace Webmail.Mail.Tests.Messages;

public sealed class SequenceMapTests
{
    [Fact]
    public void A_learnt_stretch_is_found_by_number_and_by_uid()
    {
        var map = new SequenceMap();

        Assert.True(map.Learn(10, [100, 105, 110]));

        Assert.Equal(105u, map.UidAt(11));
        Assert.Equal(12u, map.SequenceOf(110));
        Assert.Null(map.UidAt(13));
        Assert.Null(map.SequenceOf(106));
    }

    [Fact]
    public void Missing_names_the_gaps_between_known_stretches()
    {
        var map = new SequenceMap();
        map.Learn(5, [50, 51]);
        map.Learn(9, [90]);

        Assert.Equal([(3u, 4u), (7u, 8u), (10u, 12u)], map.Missing(3, 12));
    }

    [Fact]
    public void Overlapping_stretches_become_one()
    {
        var map = new SequenceMap();
        map.Learn(1, [10, 20, 30]);
        map.Learn(5, [50]);
        Assert.True(map.Learn(3, [30, 40, 50]));

        Assert.Empty(map.Missing(1, 5));
        Assert.Equal(5, map.Count);
    }

    [Fact]
    public void What_contradicts_the_known_order_is_refused()
    {
        var map = new SequenceMap();
        map.Learn(5, [50]);

        Assert.False(map.Learn(5, [51]));
        Assert.False(map.Learn(6, [49]));
        Assert.False(map.Learn(3, [60]));
        Assert.False(map.Learn(8, [80, 80]));
    }

    [Fact]
    public void An_expunge_below_moves_known_numbers_down()
    {
        var map = new SequenceMap();
        map.Learn(10, [100, 101]);

        Assert.Null(map.RemoveAt(3));

        Assert.Equal(100u, map.UidAt(9));
    }

    [Fact]
    public void A_vanished_uid_that_was_never_seen_moves_only_what_is_above_it()
    {
        var map = new SequenceMap();
        map.Learn(1, [10, 20]);
        map.Learn(10, [100, 110]);

        Assert.Null(map.RemoveUid(55));

        Assert.Equal(1u, map.SequenceOf(10));
        Assert.Equal(9u, map.SequenceOf(100));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(42)]
    [InlineData(1_000)]
    [InlineData(31_337)]
    public void Random_arrivals_expunges_and_looks_agree_with_a_plain_list(int seed)
    {
        var random = new Random(seed);
        var server = new List<uint>();
        var map = new SequenceMap();
        uint next = 1;
        for (var step = 0; step < 3_000; step++)
        {
            switch (random.Next(5))
            {
                case 0:
                    for (var i = random.Next(1, 9); i > 0; i--) server.Add(next += (uint)random.Next(1, 4));
                    break;
                case 1 when server.Count > 0:
                    var at = random.Next(server.Count);
                    var gone = server[at];
                    server.RemoveAt(at);
                    if (random.Next(2) == 0) map.RemoveAt((uint)at + 1);
                    else map.RemoveUid(gone);
                    break;
                case 2 when server.Count > 0:
                    var first = random.Next(server.Count);
                    var count = Math.Min(random.Next(1, 20), server.Count - first);
                    Assert.True(map.Learn((uint)first + 1, server.GetRange(first, count)));
                    break;
                case 3 when random.Next(20) == 0:
                    map.ForgetFarFrom((uint)random.Next(1, server.Count + 2), 40);
                    break;
            }

            for (var i = 0; i < server.Count; i += 7)
            {
                if (map.UidAt((uint)i + 1) is { } uid) Assert.Equal(server[i], uid);
                if (map.SequenceOf(server[i]) is { } sequence) Assert.Equal((uint)i + 1, sequence);
            }
        }

        Assert.Equal(map.Count, map.KnownUids.Count());
        Assert.All(map.KnownUids, uid => Assert.Contains(uid, server));
    }
}
