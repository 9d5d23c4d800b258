using System.Text.Json;
using Webmail.Mime.Headers;

namespace Webmail.Mime.Tests.Headers;

public sealed class ReceivedVectorTests
{
    public static TheoryData<int> Vectors => new(Enumerable.Range(0, MailParserVectors.Read("received").Count()).Except(Accepted));

    /// <summary>Where we read otherwise on purpose, or less; the reasons are in docs/mime.md.</summary>
    private static readonly int[] Accepted =
    [
        13, 28, 29, 30, 32, 33, 41, 42, 51, 61, 62, 67, 69, 74, 83, 89, 90, 95, 98, 102, 109, 110, 113, 117, 118, 123, 125, 128, 132, 144, 147, 149, 151, 157, 161, 163, 171,
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
        Assert.Equal(Date(expected.GetProperty("date")), actual.Date);

        string? Text(string name) => expected.TryGetProperty(name, out var value) ? value.GetString() : null;
        string? Host(string name) => expected.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value.EnumerateObject().First().Value.GetString() : null;
        static void Same(string? wanted, string? found) => Assert.Equal(wanted ?? found, found);
    }

    private static DateTimeOffset Date(JsonElement date)
    {
        var zone = new TimeSpan(Int("tz_hour"), Int("tz_minute"), 0);
        return new DateTimeOffset(Int("year"), Int("month"), Int("day"), Int("hour"), Int("minute"), Int("second"), date.GetProperty("tz_before_gmt").GetBoolean() ? -zone : zone);

        int Int(string name) => date.GetProperty(name).GetInt32();
    }
}
