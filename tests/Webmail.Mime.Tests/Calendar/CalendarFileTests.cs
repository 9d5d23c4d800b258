using System.Text;
using Webmail.Mime.Calendar;

namespace Webmail.Mime.Tests.Calendar;

public sealed class CalendarFileTests
{
    public static TheoryData<string> Files =>
        new(Directory.EnumerateFiles(CorpusFolder.File("ics"), "*.ics", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path => Path.GetRelativePath(CorpusFolder.File("ics"), path)));

    private static CalendarFile Parse(string text) => CalendarFile.Parse(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n")));

    private static CalendarItem Event(string lines) => Assert.Single(Assert.Single(Parse($"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{lines}\nEND:VEVENT\nEND:VCALENDAR").Calendars).Items);

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_component_of_a_real_file_is_read(string file)
    {
        var path = Path.Combine(CorpusFolder.File("ics"), file);
        var text = File.ReadAllText(path);
        var read = CalendarFile.Parse(File.ReadAllBytes(path));
        var items = read.Calendars.SelectMany(calendar => calendar.Items).ToList();
        Assert.Equal(
            Count(text),
            (read.Calendars.Count, items.Count, items.Count(item => item.Start is not null), items.Sum(item => item.Alarms.Count)));
        Assert.All(items.SelectMany(item => new[] { item.Start, item.End }).OfType<CalendarMoment>().Where(moment => moment.Kind == CalendarMomentKind.Zoned), moment => Assert.NotNull(moment.Instant));
    }

    [Fact]
    public void Folds_inside_a_character_and_broken_folds_are_joined()
    {
        var bytes = Encoding.UTF8.GetBytes("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Grü\r\nDESCRIPTION:one\\ntwo\\, three\r\nfour\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n").ToList();
        bytes.InsertRange(bytes.IndexOf(0xC3) + 1, "\r\n "u8.ToArray());
        var item = CalendarFile.Parse(bytes.ToArray()).Calendars[0].Items[0];
        Assert.Equal("Grü", item.Summary);
        Assert.Equal("one\ntwo, three\nfour", item.Description);
    }

    [Theory]
    [InlineData("DTSTART;TZID=Europe/Berlin:20260701T090000", "Europe/Berlin", "2026-07-01T07:00:00Z")]
    [InlineData("DTSTART;TZID=\"W. Europe Standard Time\":20260701T090000", "Europe/Berlin", "2026-07-01T07:00:00Z")]
    [InlineData("DTSTART;TZID=/mozilla.org/20050126_1/America/Argentina/Salta:20260701T090000", "America/Argentina/Salta", "2026-07-01T12:00:00Z")]
    [InlineData("DTSTART:20260701T090000Z", null, "2026-07-01T09:00:00Z")]
    [InlineData("DTSTART;TZID=Europe/Berlin:20260701T090000Z", null, "2026-07-01T09:00:00Z")]
    [InlineData("DTSTART;TZID=Nowhere:20260701T090000", "Nowhere", null)]
    [InlineData("DTSTART;TZID=../../etc/passwd:20260701T090000", "../../etc/passwd", null)]
    [InlineData("DTSTART:20260701T090000", null, null)]
    [InlineData("DTSTART:2026-07-01T09:00:00Z", null, "2026-07-01T09:00:00Z")]
    public void A_start_is_a_point_in_time_where_its_zone_is_known(string line, string? zone, string? utc)
    {
        var start = Event(line).Start!;
        Assert.Equal(new DateTime(2026, 7, 1, 9, 0, 0), start.Local);
        Assert.Equal(zone, start.Zone);
        Assert.Equal(utc is null ? null : DateTimeOffset.Parse(utc, null), start.Instant?.ToUniversalTime());
    }

    [Theory]
    [InlineData("20260115T120000", -5)]
    [InlineData("20260701T120000", -4)]
    [InlineData("20260405T030000", -4)]
    [InlineData("20261024T120000", -4)]
    [InlineData("20261026T120000", -5)]
    [InlineData("19500101T120000", -4)]
    public void An_unknown_zone_follows_the_rules_in_the_file(string local, int hours)
    {
        var file = Parse($"""
            BEGIN:VCALENDAR
            BEGIN:VTIMEZONE
            TZID:Harbour
            BEGIN:STANDARD
            DTSTART:19671029T020000
            RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
            TZOFFSETFROM:-0400
            TZOFFSETTO:-0500
            END:STANDARD
            BEGIN:DAYLIGHT
            DTSTART:19870405T020000
            RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=4
            TZOFFSETFROM:-0500
            TZOFFSETTO:-0400
            END:DAYLIGHT
            END:VTIMEZONE
            BEGIN:VEVENT
            DTSTART;TZID=Harbour:{local}
            END:VEVENT
            END:VCALENDAR
            """);
        Assert.Equal(TimeSpan.FromHours(hours), file.Calendars[0].Items[0].Start!.Instant!.Value.Offset);
    }

    [Fact]
    public void People_come_with_their_answers_and_escaped_names()
    {
        var item = Event("ORGANIZER;CN=\"Okafor, Ines\";SENT-BY=\"mailto:desk@x.test\":MAILTO:ines@x.test\n"
            + "ATTENDEE;CN=^'Mo^' Li;PARTSTAT=tentative;ROLE=OPT-PARTICIPANT;RSVP=TRUE;DELEGATED-TO=\"mailto:a@x.test\",\"mailto:b@x.test\":mailto:mo%40li@x.test\n"
            + "ATTENDEE;EMAIL=room@x.test;CUTYPE=ROOM:urn:uuid:1");
        Assert.Equal(("Okafor, Ines", "ines@x.test", "desk@x.test"), (item.Organizer!.Name, item.Organizer.Address, item.Organizer.SentBy));
        Assert.Equal(("\"Mo\" Li", "mo@li@x.test", "TENTATIVE", "OPT-PARTICIPANT"), (item.Attendees[0].Name, item.Attendees[0].Address, item.Attendees[0].Participation, item.Attendees[0].Role));
        Assert.Equal(["a@x.test", "b@x.test"], item.Attendees[0].DelegatedTo);
        Assert.Equal(("room@x.test", "ROOM", "NEEDS-ACTION"), (item.Attendees[1].Address, item.Attendees[1].Type, item.Attendees[1].Participation));
    }

    [Fact]
    public void A_duration_gives_the_end()
    {
        var item = Event("DTSTART;TZID=Asia/Tokyo:20260701T090000\nDURATION:PT1H30M");
        Assert.Equal(new DateTime(2026, 7, 1, 10, 30, 0), item.End!.Local);
        Assert.Equal(new DateTimeOffset(2026, 7, 1, 1, 30, 0, TimeSpan.Zero), item.End.Instant!.Value.ToUniversalTime());
    }

    [Theory]
    [InlineData("FREQ=WEEKLY;BYDAY=MO=;COUNT=3")]
    [InlineData("FREQ=WEEKLY;FREQ=DAILY")]
    [InlineData("FREQ=3")]
    [InlineData("BYDAY=MO")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=32")]
    [InlineData("FREQ=DAILY;COUNT=-1")]
    [InlineData("FREQ=DAILY;UNTIL=never")]
    public void A_rule_that_breaks_the_grammar_is_told_and_left_out(string rule)
    {
        var file = Parse($"BEGIN:VCALENDAR\nBEGIN:VEVENT\nRRULE:{rule}\nEND:VEVENT\nEND:VCALENDAR");
        Assert.Empty(file.Calendars[0].Items[0].Rules);
        Assert.NotEmpty(file.Defects);
    }

    [Fact]
    public void A_rule_is_read_in_its_parts()
    {
        var rule = Assert.Single(Event("RRULE:FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR,2TU;BYSETPOS=-1;WKST=SU;UNTIL=20271231T235959Z").Rules);
        Assert.Equal((CalendarFrequency.Monthly, 2, DayOfWeek.Sunday), (rule.Frequency, rule.Interval, rule.WeekStart!.Value));
        Assert.Equal([new CalendarWeekday(-1, DayOfWeek.Friday), new CalendarWeekday(2, DayOfWeek.Tuesday)], rule.ByDay);
        Assert.Equal([-1], rule.BySetPosition);
        Assert.Equal(2027, rule.Until!.Local.Year);
    }

    [Fact]
    public void The_method_and_another_charset_are_understood()
    {
        var file = CalendarFile.Parse(Encoding.Latin1.GetBytes("BEGIN:VCALENDAR\nmethod:request\nBEGIN:VEVENT\nSUMMARY:Übergabe\nEND:VEVENT\nEND:VCALENDAR\n"), "iso-8859-1");
        Assert.Equal(("REQUEST", "Übergabe"), (file.Calendars[0].Method, file.Calendars[0].Items[0].Summary));
        var wide = CalendarFile.Parse([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("BEGIN:VEVENT\r\nSUMMARY:Ω\r\nEND:VEVENT")]);
        Assert.Equal("Ω", wide.Calendars[0].Items[0].Summary);
    }

    [Fact]
    public void Control_characters_do_not_get_through()
    {
        var item = Event("SUMMARY:a\u0007b\u001b[31mc");
        Assert.Equal("ab[31mc", item.Summary);
    }

    /// <summary>What a reader without any understanding counts.</summary>
    private static (int Calendars, int Items, int Starts, int Alarms) Count(string text)
    {
        var (calendars, items, starts, alarms, open) = (0, 0, 0, 0, "");
        foreach (var line in text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Replace("\n ", "", StringComparison.Ordinal).Replace("\n\t", "", StringComparison.Ordinal).Split('\n').Select(line => line.TrimEnd().ToUpperInvariant()))
        {
            if (line == "BEGIN:VCALENDAR") calendars++;
            if (line == "BEGIN:VALARM") alarms++;
            if (line is "BEGIN:VEVENT" or "BEGIN:VTODO" or "BEGIN:VJOURNAL" or "BEGIN:VFREEBUSY")
            {
                items++;
                open = line[6..];
            }

            if (line == "END:" + open) open = "";
            // "1234" is the date of one sample.
            if (open.Length > 0 && line != "DTSTART:1234" && (line.StartsWith("DTSTART:", StringComparison.Ordinal) || line.StartsWith("DTSTART;", StringComparison.Ordinal))) starts++;
        }

        return (calendars, items, starts, alarms);
    }
}
