using Webmail.Mail.Compose;
using Webmail.TestKit.Servers;

namespace Webmail.Mail.Tests.Compose;

public sealed class PeopleTests(RealServers servers)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<WritingFixture> FixtureAsync() => await WritingFixture.CreateAsync(await servers.DovecotAsync(Ct), Ct);

    [Fact]
    public async Task Messages_sent_at_the_same_moment_count_their_receiver_each()
    {
        await using var fixture = await FixtureAsync();
        var people = fixture.Get<IPeople>();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => people.CollectAsync(fixture.Who.AccountId, [new Person("Ines", "ines@example.org")], Ct)));
        Assert.Equal(6, Assert.Single(await people.ListAsync(fixture.Who, Ct)).Times);
    }

    [Fact]
    public async Task Who_is_written_to_often_and_lately_comes_first()
    {
        await using var fixture = await FixtureAsync();
        var people = fixture.Get<IPeople>();
        await people.CollectAsync(fixture.Who.AccountId, [new Person("Marta Vilela", "marta@example.org")], Ct);
        for (var i = 0; i < 3; i++) await people.CollectAsync(fixture.Who.AccountId, [new Person("Marcus Lindqvist", "ml@example.org")], Ct);
        await people.SaveGroupAsync(fixture.Who, new PeopleGroupEntry(Guid.NewGuid(), "Marine survey", [new Person("", "a@example.org"), new Person("", "b@example.org")]), Ct);
        var hits = await people.SuggestAsync(fixture.Who, "mar", 8, Ct);
        Assert.Equal(["Marine survey", "Marcus Lindqvist", "Marta Vilela"], hits.Select(hit => hit.Name));
        Assert.Equal(2, hits[0].Members!.Count);
        Assert.Equal("ml@example.org", Assert.Single(await people.SuggestAsync(fixture.Who, "lind mar", 8, Ct)).Address);
    }

    [Fact]
    public async Task Nobody_elses_people_are_suggested_or_deleted()
    {
        await using var fixture = await FixtureAsync();
        var people = fixture.Get<IPeople>();
        await people.SaveAsync(fixture.Who, new Person("Ines", "ines@example.org"), Ct);
        var stranger = fixture.Who with { AccountId = Guid.NewGuid() };
        Assert.Empty(await people.SuggestAsync(stranger, "ines", 8, Ct));
        await people.DeleteAsync(stranger, "ines@example.org", Ct);
        Assert.Single(await people.ListAsync(fixture.Who, Ct));
        await people.DeleteAsync(fixture.Who, "INES@example.org", Ct);
        Assert.Empty(await people.ListAsync(fixture.Who, Ct));
    }
}
