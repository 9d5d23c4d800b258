using System.Text.Json;
using Webmail.Mime.Headers;

namespace Webmail.Mime.Tests.Headers;

public sealed class ReceivedVectorTests
{
    public static TheoryData<int> Vectors => new(Enumerable.Range(0, MailParserVectors.Read("received").Count()).Except(Accepted));

    /// <summary>Where we read otherwise on purpose, or less; the reasons are in docs/mime.md.</summary>
    private static readonly int[] Accepted =
    [
        13, 28, 29, 30, 67, 69, 89, 90, 117, 118, 123, 125, 128, 144, 151, 163, 171,
    ];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Received_Vector_ReadsAsExpected(int index)
    {
        var (header, expected) = MailParserVectors.Read("received").ElementAt(index);
        var actual = ReceivedHeader.Parse(header);
        // What the vectors leave out we may read (protocols by other names, addresses behind an "@").
        Same(Host("from"), actual.From);
        Same(Text("from_ip"), actual.FromAddress?.ToString());
        Same(Host("helo"), actual.Helo);
        Same(Host("by"), actual.By);
        Same(Text("via"), actual.Via);
        Same(Text("with"), actual.With);
        Same(Text("id"), actual.Id);
        Same(Text("for_"), actual.For);
        Same(Text("tls_version")?.Replace('_', '.'), actual.TlsVersion);
        Same(Text("tls_cipher"), actual.TlsCipher);
        Assert.Equal(Date(expected.GetProperty("date")), actual.Date);

        string? Text(string name) => expected.TryGetProperty(name, out var value) ? value.GetString() : null;
        string? Host(string name) => expected.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value.EnumerateObject().First().Value.GetString() : null;
        static void Same(string? wanted, string? found) => Assert.Equal(wanted ?? found, found);
    }

    /// <summary>Where the vector says what the line does not: identifiers cut at a slash, years of 1903, zones left out, words that are no hosts.</summary>
    [Theory]
    [InlineData(13, "ca-ex-bridge1.nai.com", null, "2003-02-07T10:18:12-08:00")]
    [InlineData(28, null, "EE/20-30863-33CE1054", "2006-09-08T18:18:27-04:00")]
    [InlineData(29, null, "8B/57-16227-3764EB44", "2006-07-19T10:49:23-04:00")]
    [InlineData(30, null, "52/92-02454-89FBA054", "2006-09-15T10:58:32-04:00")]
    [InlineData(67, "193.220.176.134", null, "2003-02-12T14:22:21-08:00")]
    [InlineData(69, null, "BQB0hUH2", "2003-02-20T16:13:20-07:00")]
    [InlineData(89, "snake.corp.yahoo.com", "xma093673", "2003-03-26T20:43:24-06:00")]
    [InlineData(90, "smtp.greyware.com", "xma002908", "2004-02-27T14:16:56-08:00")]
    [InlineData(117, "TCE-E-7-182-54.bta.net.cn", "smtpdEDUB8h", "2005-11-13T14:50:12+00:00")]
    [InlineData(118, "pl027.nas934.d-osaka.nttpc.ne.jp", "smtpd1PBsZT", "2005-11-13T15:38:52+00:00")]
    [InlineData(123, "qmail-scanner-general-admin@lists.sourceforge.net", null, null)]
    [InlineData(125, "Unknown/Local", null, "2003-01-17T15:23:29+00:00")]
    [InlineData(128, "olgisoft.com", null, "2003-03-20T10:06:43+01:00")]
    [InlineData(144, "MjA3NDc4Mg", "aqHKNX2kSp-HiqspAa-uvw", "2020-04-02T07:53:55+00:00")]
    [InlineData(151, "4124973-137966-3089@be2.maropost.com", null, "2018-09-14T14:36:56-04:00")]
    [InlineData(163, "vashugins@juno.com", "LRVB3JAJ", "2006-06-02T08:15:21-07:00")]
    [InlineData(171, null, "DABBD1BED3", "2003-02-13T14:02:21+01:00")]
    public void AcceptedDifference_ReadsAsDocumented(int index, string? from, string? id, string? date)
    {
        var hop = ReceivedHeader.Parse(MailParserVectors.Read("received").ElementAt(index).Header);
        Assert.Equal(from, hop.From);
        Assert.Equal(id, hop.Id);
        Assert.Equal(date, hop.Date?.ToString("yyyy-MM-dd'T'HH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture));
    }

    private static DateTimeOffset? Date(JsonElement date)
    {
        if (date.ValueKind == JsonValueKind.Null) return null;
        var zone = new TimeSpan(Int("tz_hour"), Int("tz_minute"), 0);
        return new DateTimeOffset(Int("year"), Int("month"), Int("day"), Int("hour"), Int("minute"), Int("second"), date.GetProperty("tz_before_gmt").GetBoolean() ? -zone : zone);

        int Int(string name) => date.GetProperty(name).GetInt32();
    }
}
