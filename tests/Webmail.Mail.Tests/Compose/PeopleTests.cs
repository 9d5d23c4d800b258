using Webmail.Mail.Compose;
using Webmail.Mail.Contacts;
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
        Assert.Equal(6, Assert.Single((await fixture.Get<IAddressBook>().ListAsync(fixture.Who, Ct)).People).Times);
    }

    [Fact]
    public async Task Who_is_written_to_often_and_lately_comes_first()
    {
        await using var fixture = await FixtureAsync();
        var people = fixture.Get<IPeople>();
        await people.CollectAsync(fixture.Who.AccountId, [new Person("Marta Vilela", "marta@example.org")], Ct);
        for (var i = 0; i < 3; i++) await people.CollectAsync(fixture.Who.AccountId, [new Person("Marcus Lindqvist", "ml@example.org")], Ct);
        await fixture.Get<IAddressBook>().SaveGroupAsync(fixture.Who, new BookGroup(Guid.NewGuid(), "Marine survey", [new Person("", "a@example.org"), new Person("", "b@example.org")]), Ct);
        var hits = await people.SuggestAsync(fixture.Who, "mar", 8, Ct);
        Assert.Equal(["Marine survey", "Marcus Lindqvist", "Marta Vilela"], hits.Select(hit => hit.Name));
        Assert.Equal(2, hits[0].Members!.Count);
        Assert.Equal("ml@example.org", Assert.Single(await people.SuggestAsync(fixture.Who, "lind mar", 8, Ct)).Address);
    }
}
