using System.Diagnostics;
using System.Globalization;
using System.Text;
using Webmail.Mail.Compose;
using Webmail.Mail.Contacts;
using Webmail.Mail.Tests.Compose;
using Webmail.TestKit.Servers;

namespace Webmail.Mail.Tests.Contacts;

public sealed class AddressBookTests(RealServers servers)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<WritingFixture> FixtureAsync() => await WritingFixture.CreateAsync(await servers.DovecotAsync(Ct), Ct);

    private static BookPerson Ines(Guid id) => new() { Id = id, Name = "Ines Okafor", Addresses = [new BookValue("ines@example.org", "work"), new BookValue("Ines@home.test", "home")], Organization = "Tidewater", Title = "Pilot lead", Phones = [new BookValue("+49 1", "cell")], Note = "Calls before nine." };

    private static byte[] File(string text) => Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n"));

    [Fact]
    public async Task A_person_is_kept_with_all_that_was_written()
    {
        await using var fixture = await FixtureAsync();
        var book = fixture.Get<IAddressBook>();
        var id = Guid.NewGuid();
        await book.SaveAsync(fixture.Who, Ines(id), Ct);
        var entry = Assert.Single((await book.ListAsync(fixture.Who, Ct)).People);
        Assert.Equal((id, "Ines Okafor", "Pilot lead, Tidewater", true), (entry.Id, entry.Name, entry.Detail, entry.Kept));
        Assert.Equal(["ines@example.org", "Ines@home.test"], entry.Addresses);
        var person = (await book.FindAsync(fixture.Who, id, Ct))!;
        Assert.Equal(Ines(id).Addresses, person.Addresses);
        Assert.Equal(Ines(id).Phones, person.Phones);
        Assert.Equal("Calls before nine.", person.Note);
    }

    [Fact]
    public async Task Who_was_collected_is_kept_when_they_are_saved()
    {
        await using var fixture = await FixtureAsync();
        var book = fixture.Get<IAddressBook>();
        await fixture.Get<IPeople>().CollectAsync(fixture.Who.AccountId, [new Person("Marta", "marta@example.org")], Ct);
        var collected = Assert.Single((await book.ListAsync(fixture.Who, Ct)).People);
        Assert.False(collected.Kept);
        await book.SaveAsync(fixture.Who, (await book.FindAsync(fixture.Who, collected.Id, Ct))! with { Kept = true, Name = "Marta Vilela" }, Ct);
        var kept = Assert.Single((await book.ListAsync(fixture.Who, Ct)).People);
        Assert.Equal(("Marta Vilela", true, 1), (kept.Name, kept.Kept, kept.Times));
    }

    [Fact]
    public async Task What_is_deleted_comes_back_whole()
    {
        await using var fixture = await FixtureAsync();
        var book = fixture.Get<IAddressBook>();
        var id = Guid.NewGuid();
        await book.SaveAsync(fixture.Who, Ines(id), Ct);
        var group = new BookGroup(Guid.NewGuid(), "Board", [new Person("Ines Okafor", "ines@example.org"), new Person("", "dov@example.org")]);
        await book.SaveGroupAsync(fixture.Who, group, Ct);
        var before = await book.FindAsync(fixture.Who, id, Ct);
        var gone = await book.DeleteAsync(fixture.Who, id, Ct);
        var list = await book.ListAsync(fixture.Who, Ct);
        Assert.Empty(list.People);
        Assert.Equal("dov@example.org", Assert.Single(list.Groups[0].Members).Address);
        await book.SaveAsync(fixture.Who, gone!, Ct);
        var after = await book.FindAsync(fixture.Who, id, Ct);
        Assert.Equal((before!.Card, before.Addresses.Count, group.Id), (after!.Card, after.Addresses.Count, Assert.Single(after.Groups)));
        Assert.Equal(2, (await book.ListAsync(fixture.Who, Ct)).Groups[0].Members.Count);
    }

    [Fact]
    public async Task A_group_follows_a_person_to_another_name_and_address()
    {
        await using var fixture = await FixtureAsync();
        var book = fixture.Get<IAddressBook>();
        var id = Guid.NewGuid();
        await book.SaveAsync(fixture.Who, Ines(id), Ct);
        var group = Guid.NewGuid();
        await book.SaveGroupAsync(fixture.Who, new BookGroup(group, "Board", [new Person("", "INES@example.org")]), Ct);
        await book.SaveAsync(fixture.Who, Ines(id) with { Name = "Ines B.", Addresses = [new BookValue("new@example.org")], Groups = [group] }, Ct);
        Assert.Equal(new Person("Ines B.", "new@example.org"), Assert.Single((await book.ListAsync(fixture.Who, Ct)).Groups[0].Members));
        Assert.Equal("new@example.org", Assert.Single((await book.ListAsync(fixture.Who, Ct)).People[0].Addresses));
    }

    [Fact]
    public async Task An_address_belongs_to_one_person()
    {
        await using var fixture = await FixtureAsync();
        var book = fixture.Get<IAddressBook>();
        await book.SaveAsync(fixture.Who, Ines(Guid.NewGuid()), Ct);
        var refused = await Assert.ThrowsAsync<ComposeException>(() => book.SaveAsync(fixture.Who, new BookPerson { Id = Guid.NewGuid(), Name = "Other", Addresses = [new BookValue("INES@home.test")] }, Ct));
        Assert.Equal((ComposeProblem.AddressTaken, "Ines Okafor"), (refused.Problem, refused.Detail));
        Assert.Equal(ComposeProblem.BadAddress, (await Assert.ThrowsAsync<ComposeException>(() => book.SaveAsync(fixture.Who, new BookPerson { Id = Guid.NewGuid(), Addresses = [new BookValue("a@b\r\nBcc: x@y.test")] }, Ct))).Problem);
    }

    [Fact]
    public async Task Nobody_elses_book_is_seen_or_changed()
    {
        await using var fixture = await FixtureAsync();
        var book = fixture.Get<IAddressBook>();
        var id = Guid.NewGuid();
        await book.SaveAsync(fixture.Who, Ines(id), Ct);
        var stranger = fixture.Who with { AccountId = Guid.NewGuid() };
        Assert.Empty((await book.ListAsync(stranger, Ct)).People);
        Assert.Null(await book.FindAsync(stranger, id, Ct));
        Assert.Null(await book.DeleteAsync(stranger, id, Ct));
        Assert.Empty(await fixture.Get<IPeople>().SuggestAsync(stranger, "ines", 8, Ct));
        Assert.Single((await book.ListAsync(fixture.Who, Ct)).People);
    }

    [Fact]
    public async Task A_file_of_both_versions_is_taken_in_with_its_groups()
    {
        await using var fixture = await FixtureAsync();
        var book = fixture.Get<IAddressBook>();
        await fixture.Get<IPeople>().CollectAsync(fixture.Who.AccountId, [new Person("m", "marcus@example.org")], Ct);
        await book.SaveAsync(fixture.Who, new BookPerson { Id = Guid.NewGuid(), Name = "Ines", Addresses = [new BookValue("ines@example.org")] }, Ct);
        var outcome = await book.ImportAsync(fixture.Who, File("""
            BEGIN:VCARD
            VERSION:4.0
            UID:urn:uuid:11111111-1111-4111-8111-111111111111
            FN:Ines From The File
            EMAIL;TYPE=work:INES@example.org
            EMAIL:ines@home.test
            TEL;TYPE=cell:+49 1
            END:VCARD
            BEGIN:VCARD
            VERSION:3.0
            UID:abc
            N:Lindqvist;Marcus;;;
            FN:Marcus Lindqvist
            EMAIL;TYPE=INTERNET,HOME:marcus@example.org
            CATEGORIES:myContacts,Board
            END:VCARD
            BEGIN:VCARD
            VERSION:3.0
            FN:No Mail
            TEL:1
            END:VCARD
            BEGIN:VCARD
            VERSION:3.0
            FN:Dov
            EMAIL:dov@example.org
            END:VCARD
            BEGIN:VCARD
            VERSION:4.0
            KIND:group
            FN:Team
            MEMBER:urn:uuid:11111111-1111-4111-8111-111111111111
            MEMBER:abc
            MEMBER:mailto:eve@example.org
            END:VCARD
            """), Ct);
        Assert.Equal(new ImportOutcome(1, 2, 2, 1, 0), outcome);
        var list = await book.ListAsync(fixture.Who, Ct);
        var ines = Assert.Single(list.People, person => person.Name == "Ines");
        Assert.Equal(["ines@example.org", "ines@home.test"], ines.Addresses);
        Assert.Equal("+49 1", Assert.Single((await book.FindAsync(fixture.Who, ines.Id, Ct))!.Phones).Value);
        Assert.True(Assert.Single(list.People, person => person.Name == "Marcus Lindqvist").Kept);
        Assert.Equal(["ines@example.org", "marcus@example.org", "eve@example.org"], list.Groups.Single(group => group.Name == "Team").Members.Select(member => member.Address));
        Assert.Single(list.Groups.Single(group => group.Name == "Board").Members);
        Assert.Equal(new ImportOutcome(0, 1, 0, 0, 0), await book.ImportAsync(fixture.Who, File("BEGIN:VCARD\nFN:Dov\nEMAIL:DOV@example.org\nEND:VCARD\n"), Ct));
    }

    [Fact]
    public async Task What_is_exported_can_be_taken_in_by_an_empty_book()
    {
        await using var fixture = await FixtureAsync();
        var book = fixture.Get<IAddressBook>();
        await book.ImportAsync(fixture.Who, File("BEGIN:VCARD\nVERSION:4.0\nFN:Ines Okafor\nORG:Tidewater\nEMAIL;TYPE=work:ines@example.org\nADR:;;Pier 4;Bremen;;;\nX-BOAT:Kestrel\nCATEGORIES:Board\nEND:VCARD\n"), Ct);
        await fixture.Get<IPeople>().CollectAsync(fixture.Who.AccountId, [new Person("", "collected@example.org")], Ct);
        var text = string.Concat(await book.ExportAsync(fixture.Who, null, Ct).ToListAsync(Ct));
        Assert.DoesNotContain("collected", text, StringComparison.Ordinal);
        Assert.Contains("X-BOAT:Kestrel", text, StringComparison.Ordinal);
        foreach (var entry in (await book.ListAsync(fixture.Who, Ct)).People) await book.DeleteAsync(fixture.Who, entry.Id, Ct);
        Assert.Equal(1, (await book.ImportAsync(fixture.Who, File(text), Ct)).Added);
        var list = await book.ListAsync(fixture.Who, Ct);
        Assert.Equal(("Ines Okafor", "Tidewater"), (list.People[0].Name, list.People[0].Detail));
        Assert.Equal("ines@example.org", Assert.Single(list.Groups.Single(group => group.Name == "Board").Members).Address);
        Assert.Equal("Pier 4\nBremen", Assert.Single((await book.FindAsync(fixture.Who, list.People[0].Id, Ct))!.Facts).Value);
    }

    [Fact]
    public async Task Thousands_of_cards_are_taken_in_and_found()
    {
        await using var fixture = await FixtureAsync();
        var book = fixture.Get<IAddressBook>();
        foreach (var half in new[] { 0, 1 })
        {
            var text = new StringBuilder();
            for (var i = 0; i < 5000; i++) text.Append(CultureInfo.InvariantCulture, $"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Person {half} {i}\r\nEMAIL:p{half}-{i}@example.org\r\nNOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:caf=C3=A9 =\r\n and more\r\nEND:VCARD\r\n");
            Assert.Equal(5000, (await book.ImportAsync(fixture.Who, Encoding.ASCII.GetBytes(text.ToString()), Ct)).Added);
        }

        var watch = Stopwatch.StartNew();
        Assert.Equal(10_000, (await book.ListAsync(fixture.Who, Ct)).People.Count);
        var listed = watch.Elapsed;
        watch.Restart();
        Assert.Equal("p1-4711@example.org", Assert.Single(await fixture.Get<IPeople>().SuggestAsync(fixture.Who, "p1-4711", 8, Ct)).Address);
        TestContext.Current.TestOutputHelper?.WriteLine($"10,000 people: listed in {listed.TotalMilliseconds:0} ms, one suggested in {watch.Elapsed.TotalMilliseconds:0} ms.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("BEGIN:VCARD")]
    [InlineData("\u0000\u0001\u0002 not a card")]
    [InlineData("BEGIN:VCARD\nFN:<img src=x onerror=alert(1)>\nEMAIL:not an address\nEND:VCARD")]
    public async Task A_file_without_cards_changes_nothing(string text)
    {
        await using var fixture = await FixtureAsync();
        var outcome = await fixture.Get<IAddressBook>().ImportAsync(fixture.Who, File(text), Ct);
        Assert.Equal(0, outcome.Added + outcome.Merged);
        Assert.Empty((await fixture.Get<IAddressBook>().ListAsync(fixture.Who, Ct)).People);
    }
}
