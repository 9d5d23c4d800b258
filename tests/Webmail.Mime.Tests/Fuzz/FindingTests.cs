using System.Text;
using Webmail.Mime.Headers;

namespace Webmail.Mime.Tests.Fuzz;

/// <summary>What the fuzzer found, cut down; each was an exception once.</summary>
public sealed class FindingTests
{
    [Theory]
    [InlineData("with ;;")]
    [InlineData("from ,, by ;; with [,")]
    public void Received_KeywordWithoutValue_IsRead(string value) => Assert.Null(ReceivedHeader.Parse(Encoding.ASCII.GetBytes(value)).Via);
}
