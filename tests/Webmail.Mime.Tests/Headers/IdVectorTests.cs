using Webmail.Mime.Headers;

namespace Webmail.Mime.Tests.Headers;

public sealed class IdVectorTests
{
    public static TheoryData<int> Ids => new(Enumerable.Range(0, MailParserVectors.Read("id").Count()));

    public static TheoryData<int> Lists => new(Enumerable.Range(0, MailParserVectors.Read("list").Count()));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Id_Vector_ReadsAsExpected(int index)
    {
        var (header, expected) = MailParserVectors.Read("id").ElementAt(index);
        var wanted = expected.ValueKind == System.Text.Json.JsonValueKind.Null ? [] : expected.EnumerateArray().Select(e => e.GetString()!);
        Assert.Equal(wanted, MessageIds.Parse(header));
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void CommaList_Vector_ReadsAsExpected(int index)
    {
        var (header, expected) = MailParserVectors.Read("list").ElementAt(index);
        Assert.Equal(expected.EnumerateArray().Select(e => e.GetString()), CommaList.Parse(header));
    }
}
