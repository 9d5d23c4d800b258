using System.Text;
using Webmail.Mime.Headers;

namespace Webmail.Mime.Tests.Headers;

/// <summary>Forms that programs and people write beside the grammar of RFC 5322.</summary>
public sealed class AddressFormsTests
{
    [Theory]
    [InlineData("a@[IPv6:2001:db8::1]", "<a@[IPv6:2001:db8::1]>")]
    [InlineData("Name [mailto:n@x.example] <n@x.example>", "Name [mailto:n@x.example]<n@x.example>")]
    [InlineData("@route:user@domain.example", "<user@domain.example>")]
    [InlineData("<@a,@b:user@domain.example>", "<user@domain.example>")]
    [InlineData("mailto:a@b", "<a@b>")]
    [InlineData("'a@b'", "<a@b>")]
    [InlineData("a@b.example.", "<a@b.example>")]
    [InlineData("a@b.c d@e.f", "<a@b.c> <d@e.f>")]
    [InlineData("\"Joe\" a@b", "Joe<a@b>")]
    [InlineData("\"a b\"@x.example", "<\"a b\"@x.example>")]
    [InlineData("Joe <a@b> Mary <c@d>", "Joe<a@b> Mary<c@d>")]
    [InlineData("<a@b> Joe", "Joe<a@b>")]
    [InlineData("=?utf-8?Q?Doe, John?= <j@x>, k@x", "Doe, John<j@x> <k@x>")]
    [InlineData("=?utf-8?Q?a=40b.example?=", "<a@b.example>")]
    [InlineData("=?utf-8?Q?Joe_<a@b>?= <c@d>", "=?utf-8?Q?Joe_<a@b> ?=<c@d>")]
    [InlineData("Joe <a@b, Mary <c@d>", "Joe<a@b> Mary<c@d>")]
    [InlineData("\"Joe <a@b>", "Joe<a@b>")]
    public void Parse_Form_GivesNamesAndAddresses(string raw, string expected) =>
        Assert.Equal(expected, string.Join(' ', AddressList.Parse(Encoding.UTF8.GetBytes(raw)).Mailboxes.Select(m => $"{m.Name}<{m.Address}>")));
}
