using System.Diagnostics;
using System.Text;
using Webmail.Mime.Calendar;
using Webmail.Mime.ContactCards;
using Webmail.Mime.Tests.Fuzz;

namespace Webmail.Mime.Tests.Calendar;

public sealed class CalendarHostileTests
{
    // A second each on an idle machine; what is quadratic takes minutes, also on a busy one.
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(40);

    private static readonly Dictionary<string, Func<string>> Bombs = new(StringComparer.Ordinal)
    {
        ["components in components"] = () => Repeat("BEGIN:VEVENT\n", 500_000),
        ["ends without begin"] = () => Repeat("END:VEVENT\n", 500_000),
        ["a million properties"] = () => "BEGIN:VEVENT\n" + Repeat("X:1\n", 1_000_000),
        ["a million attendees"] = () => "BEGIN:VEVENT\n" + Repeat("ATTENDEE:a\n", 1_000_000),
        ["a million folds"] = () => "BEGIN:VEVENT\nSUMMARY:" + Repeat("x\n ", 1_000_000),
        ["a million soft breaks"] = () => "BEGIN:VEVENT\nSUMMARY;ENCODING=QUOTED-PRINTABLE:" + Repeat("x=\n", 1_000_000),
        ["a million lines that are no property"] = () => "BEGIN:VEVENT\nSUMMARY:" + Repeat("no property\n", 1_000_000),
        ["a quote that never closes"] = () => "BEGIN:VEVENT\n" + Repeat("X;A=\"b;", 1_000_000) + ":",
        ["a million parameters"] = () => "BEGIN:VEVENT\nX" + Repeat(";A=b", 1_000_000) + ":1",
        ["backslashes"] = () => "BEGIN:VEVENT\nSUMMARY:" + new string('\\', 5_000_000),
        ["a million dates"] = () => "BEGIN:VEVENT\nRDATE;TZID=Nowhere:" + Repeat("20260101T000000,", 500_000),
        ["unknown zones"] = () => string.Concat(Enumerable.Range(0, 100_000).Select(i => $"BEGIN:VEVENT\nDTSTART;TZID=Area/Zone{i}:20260101T000000\nEND:VEVENT\n")),
        ["a zone of a million observances"] = () => "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:Z\n" + Repeat("BEGIN:STANDARD\nDTSTART:16010101T000000\nTZOFFSETTO:+0100\nRRULE:FREQ=YEARLY\nEND:STANDARD\n", 40_000)
            + "END:VTIMEZONE\n" + Repeat("BEGIN:VEVENT\nDTSTART;TZID=Z:20260101T000000\nEND:VEVENT\n", 20_000),
        ["rule parts"] = () => "BEGIN:VEVENT\nRRULE:FREQ=DAILY;BYDAY=" + Repeat("MO,", 1_000_000),
        ["a bare return after each character"] = () => Repeat("a\r", 3_000_000),
    };

    public static TheoryData<string> Names => new(Bombs.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_bomb_is_read_within_its_budget(string name)
    {
        var bytes = Encoding.UTF8.GetBytes(Bombs[name]());
        var clock = Stopwatch.StartNew();
        CalendarFile.Parse(bytes);
        ContactCard.ParseAll(bytes);
        Assert.True(clock.Elapsed < Budget, $"{name}: {clock.Elapsed}");
    }

    [Fact]
    public void Damaged_files_never_throw()
    {
        byte[][] samples = [.. Directory.EnumerateFiles(CorpusFolder.File("ics"), "*.ics", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllBytes).Where(bytes => bytes.Length < 20_000)];
        var fuzzer = new MutationFuzzer(samples, 20261121);
        for (var round = 0; round < 4000; round++)
        {
            var input = fuzzer.Next();
            var error = Record.Exception(() =>
            {
                CalendarFile.Parse(input);
                ContactCard.ParseAll(input);
            });
            Assert.True(error is null, $"round {round}: {error}\n{Convert.ToBase64String(input)}");
        }
    }

    private static string Repeat(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();
}
