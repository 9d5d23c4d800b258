using Webmail.Mail.Trust;

namespace Webmail.Mail.Tests.Trust;

public sealed class MailingListReaderTests
{
    private const string Offer = "List-Id: =?utf-8?q?Caf=C3=A9?= news <news.shop.example>\nList-Unsubscribe: <mailto:u@shop.example>, <https://shop.example/u>\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\nFrom: a@shop.example";
    private const string Passed = "Authentication-Results: mx.tidewater.test; dkim=pass header.d=shop.example header.s=k1 header.b=abcd\n";

    private static MailingList? Read(string header) => TrustReader.Read(TrustReaderTests.Message(header), ["mx.tidewater.test"]).List;

    [Theory]
    [InlineData("DKIM-Signature: d=shop.example; s=k1; h=From:List-Unsubscribe:List-Unsubscribe-Post; b=abcdef", UnsubscribeKind.OneClick)]
    [InlineData("DKIM-Signature: d=shop.example; s=k1; h=From:List-Unsubscribe; b=abcdef", UnsubscribeKind.Page)]
    [InlineData("DKIM-Signature: d=shop.example; s=k2; h=From:List-Unsubscribe:List-Unsubscribe-Post; b=abcdef", UnsubscribeKind.Page)]
    [InlineData("DKIM-Signature: d=shop.example; s=k1; h=From:List-Unsubscribe:List-Unsubscribe-Post; b=zzzz", UnsubscribeKind.Page)]
    [InlineData("DKIM-Signature: d=evil.example; s=k1; h=From:List-Unsubscribe:List-Unsubscribe-Post; b=abcdef", UnsubscribeKind.Page)]
    [InlineData("Subject: unsigned", UnsubscribeKind.Page)]
    public void One_click_needs_the_signature_that_passed_to_cover_the_offer(string signature, UnsubscribeKind kind)
    {
        var list = Read($"{Passed}{signature}\n{Offer}");
        Assert.Equal("Café news", list!.Name);
        Assert.Equal(kind, list.Unsubscribe!.Kind);
    }

    [Fact]
    public void A_signature_that_nobody_checked_allows_nothing() =>
        Assert.Equal(UnsubscribeKind.Page, Read($"DKIM-Signature: d=shop.example; s=k1; h=List-Unsubscribe:List-Unsubscribe-Post; b=abcdef\n{Offer}")!.Unsubscribe!.Kind);

    [Fact]
    public void Mail_is_the_last_way_and_other_schemes_are_none()
    {
        Assert.Equal(UnsubscribeKind.Mail, Read("List-Unsubscribe: <mailto:u@shop.example>\nFrom: a@shop.example")!.Unsubscribe!.Kind);
        Assert.Null(Read("List-Id: <x.example>\nList-Unsubscribe: <javascript:alert(1)>\nFrom: a@shop.example")!.Unsubscribe);
        Assert.Null(Read("From: a@shop.example"));
    }

    [Fact]
    public void A_receipt_is_told_with_its_address() =>
        Assert.Equal(["spy@evil.example"], TrustReader.Read(TrustReaderTests.Message("Disposition-Notification-To: Me <spy@evil.example>\nFrom: a@shop.example"), []).ReceiptsTo);
}
