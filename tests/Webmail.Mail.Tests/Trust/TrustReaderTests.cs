using System.Text;
using Webmail.Mail.Messages;
using Webmail.Mail.Reading;
using Webmail.Mail.Trust;
using Webmail.Mime.Headers;
using Webmail.Protocols.Imap;

namespace Webmail.Mail.Tests.Trust;

public sealed class TrustReaderTests
{
    private static readonly string[] Trusted = ["mx.tidewater.test"];

    internal static OpenedMessage Message(string header)
    {
        var block = HeaderBlock.Parse(Encoding.UTF8.GetBytes(header.ReplaceLineEndings("\r\n") + "\r\n\r\n"));
        return new OpenedMessage
        {
            Reference = new MessageReference(MailboxName.Inbox, new UidValidity(1), new Uid(1)),
            Flags = FlagSet.Empty,
            Subject = "",
            From = People(block, "From"),
            ReplyTo = People(block, "Reply-To"),
            To = [],
            Cc = [],
            Bcc = [],
            Received = DateTimeOffset.UnixEpoch,
            Size = 0,
            Header = block,
            Attachments = [],
            Defects = [],
        };
    }

    private static List<Correspondent> People(HeaderBlock block, string name) =>
        [.. AddressList.Parse(block.Find(name)).Mailboxes.Select(box => new Correspondent(CleanText.Of(box.Name ?? ""), CleanText.Of(box.LocalPart + "@" + DomainText.Of(box.Domain))))];

    private static SenderTrust Read(string header) => TrustReader.Read(Message(header), Trusted);

    [Theory]
    [InlineData("dmarc=pass header.from=bank.example", TrustVerdict.Verified)]
    [InlineData("dmarc=pass header.from=BANK.example.", TrustVerdict.Verified)]
    [InlineData("dkim=pass header.d=bank.example", TrustVerdict.Verified)]
    [InlineData("dkim=pass header.i=@bank.example; dmarc=none", TrustVerdict.Verified)]
    [InlineData("dmarc=pass header.from=other.example", TrustVerdict.NotVerified)]
    [InlineData("dmarc=pass", TrustVerdict.NotVerified)]
    [InlineData("dmarc=fail header.from=bank.example; dkim=pass header.d=bank.example", TrustVerdict.NotVerified)]
    [InlineData("dmarc=fail header.from=bank.example; arc=pass", TrustVerdict.Partly)]
    [InlineData("dkim=pass header.d=mailer.example", TrustVerdict.Partly)]
    [InlineData("dkim=pass header.d=example", TrustVerdict.Partly)]
    [InlineData("spf=pass smtp.mailfrom=x@bank.example; dkim=none", TrustVerdict.Partly)]
    [InlineData("spf=softfail smtp.mailfrom=bank.example; dkim=fail", TrustVerdict.NotVerified)]
    [InlineData("spf=none; dkim=none; dmarc=none", TrustVerdict.Unchecked)]
    [InlineData("none", TrustVerdict.Unchecked)]
    public void The_receiving_servers_results_give_the_verdict(string results, TrustVerdict expected)
    {
        var trust = Read($"Authentication-Results: mx.tidewater.test; {results}\nFrom: Bank <info@bank.example>");
        Assert.Equal(expected, trust.Verdict);
        Assert.Equal(expected == TrustVerdict.Verified, trust.FromAuthenticates);
    }

    [Fact]
    public void Results_of_a_server_that_the_tenant_does_not_trust_count_for_nothing()
    {
        var trust = Read("Authentication-Results: mx.evil.example; dmarc=pass header.from=bank.example\nFrom: info@bank.example");
        Assert.Equal(TrustVerdict.Unchecked, trust.Verdict);
        Assert.Empty(trust.Checks);
    }

    [Fact]
    public void A_forged_field_below_the_servers_own_is_not_read()
    {
        var trust = Read("""
            Authentication-Results: mx.tidewater.test; dmarc=fail header.from=bank.example
            Received: from evil.example by mx.tidewater.test
            Authentication-Results: mx.tidewater.test; dmarc=pass header.from=bank.example; arc=pass
            From: info@bank.example
            """);
        Assert.Equal(TrustVerdict.NotVerified, trust.Verdict);
        Assert.Single(trust.Checks);
    }

    [Fact]
    public void Fields_that_follow_each_other_are_one_report()
    {
        var trust = Read("""
            Received: from mx.tidewater.test by imap.tidewater.test
            Authentication-Results: mx.tidewater.test; spf=pass smtp.mailfrom=bank.example
            Authentication-Results: mx.tidewater.test; dmarc=pass header.from=bank.example
            From: info@bank.example
            """);
        Assert.Equal(TrustVerdict.Verified, trust.Verdict);
        Assert.Equal(["spf", "dmarc"], trust.Checks.Select(check => check.Method));
    }

    [Theory]
    [InlineData("From: a@bank.example\nFrom: b@evil.example")]
    [InlineData("From: a@bank.example, b@evil.example")]
    [InlineData("Subject: nobody")]
    [InlineData("From: Bank <not an address>")]
    public void An_unclear_sender_never_counts_as_verified(string from)
    {
        var trust = Read($"Authentication-Results: mx.tidewater.test; dmarc=pass header.from=bank.example\n{from}");
        Assert.Equal(TrustVerdict.NotVerified, trust.Verdict);
        Assert.Equal("", trust.FromDomain);
        Assert.Contains(trust.Warnings, warning => warning.Kind == TrustWarningKind.UnclearSender);
    }

    [Theory]
    [InlineData("From: \"service@bank.example\" <x@evil.example>", TrustWarningKind.NameHoldsAddress, "service@bank.example")]
    [InlineData("From: \"service＠bank.example\" <x@evil.example>", TrustWarningKind.NameHoldsAddress, "service@bank.example")]
    [InlineData("From: =?utf-8?q?service=40bank.example?= <x@evil.example>", TrustWarningKind.NameHoldsAddress, "service@bank.example")]
    [InlineData("From: Bank <x@bank.example>\nReply-To: x@evil.example", TrustWarningKind.RepliesElsewhere, "x@evil.example")]
    [InlineData("From: =?utf-8?q?Bank=E2=80=AEmoc.?= <x@evil.example>", TrustWarningKind.NameHidesCharacters, "")]
    [InlineData("From: Bank <x@xn--pypal-4ve.example>", TrustWarningKind.LookalikeDomain, "xn--pypal-4ve.example")]
    [InlineData("From: Bank <x@pаypal.example>", TrustWarningKind.LookalikeDomain, "xn--pypal-4ve.example")]
    public void A_trick_with_the_sender_is_named(string header, TrustWarningKind kind, string subject)
    {
        var warning = Assert.Single(Read(header).Warnings);
        Assert.Equal(new TrustWarning(kind, subject), warning);
    }

    [Theory]
    [InlineData("From: \"a@bank.example\" <A@bank.example>")]
    [InlineData("From: Bank <x@bank.example>\nReply-To: x@service.bank.example")]
    [InlineData("From: =?utf-8?q?=D9=86=D9=85=DB=8C=E2=80=8C?= <x@bank.example>")]
    [InlineData("From: Müller <x@müller.example>")]
    public void An_honest_sender_raises_no_warning(string header) => Assert.Empty(Read(header).Warnings);
}
