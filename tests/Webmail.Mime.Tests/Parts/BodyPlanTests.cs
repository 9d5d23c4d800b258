using Webmail.Mime.Parts;
using static Webmail.Mime.Tests.Parts.FakePart;

namespace Webmail.Mime.Tests.Parts;

public sealed class BodyPlanTests
{
    [Fact]
    public void SingleText_IsTheBody() => Check(Part("t", "text/plain"), "html: t | plain: t | attached: ");

    [Fact]
    public void Alternative_GivesBothViews() =>
        Check(Multi("alternative", Part("t", "text/plain"), Part("h", "text/html")), "html: h | plain: t | attached: ");

    [Fact]
    public void AlternativeInWrongOrder_StillShowsHtml() =>
        Check(Multi("alternative", Part("h", "text/html"), Part("t", "text/plain")), "html: h | plain: t | attached: ");

    [Fact]
    public void HtmlOnly_ServesBothViews() => Check(Part("h", "text/html"), "html: h | plain: h | attached: ");

    [Fact]
    public void MixedWithFooter_ShowsAllTextsInOrder() =>
        Check(Multi("mixed", Multi("alternative", Part("t", "text/plain"), Part("h", "text/html")), Part("pdf", "application/pdf", file: "a.pdf"), Part("f", "text/plain")),
            "html: h f | plain: t f | attached: pdf");

    [Fact]
    public void AppleMail_MixedInsideAlternative_KeepsItsAttachment() =>
        Check(Multi("alternative", Part("t", "text/plain"), Multi("mixed", Part("h1", "text/html"), Part("pdf", "application/pdf", disposition: "inline"), Part("h2", "text/html"))),
            "html: h1 h2 | plain: t | attached: pdf");

    [Fact]
    public void Related_InlineImagesAreNoAttachments() =>
        Check(Multi("related", Part("h", "text/html"), Part("i", "image/png", cid: "x"), Part("j", "image/png")), "html: h | plain: h | attached: j");

    [Fact]
    public void RelatedWithStart_TakesTheNamedRoot() =>
        Check(Multi("related", "; start=\"<root>\"", Part("i", "image/png", cid: "x"), Part("h", "text/html", cid: "root")), "html: h | plain: h | attached: ");

    [Fact]
    public void NamedText_IsAnAttachment() =>
        Check(Multi("mixed", Part("t", "text/plain"), Part("log", "text/plain", disposition: "inline", file: "log.txt")), "html: t | plain: t | attached: log");

    [Fact]
    public void OnlyNamedText_IsTheBody() => Check(Part("t", "text/plain", parameters: "; name=x.txt"), "html: t | plain: t | attached: ");

    [Fact]
    public void TextMarkedAttachment_IsNeverTheBody() => Check(Part("t", "text/plain", disposition: "attachment"), "html:  | plain:  | attached: t");

    [Fact]
    public void Signed_SignatureIsNoAttachment()
    {
        var plan = Check(Multi("signed", Part("t", "text/plain"), Part("s", "application/pgp-signature", file: "signature.asc")), "html: t | plain: t | attached: ");
        Assert.Equal(MessageProtection.Signed, plan.Protection);
        Assert.Equal("s", Assert.Single(plan.Signatures).Section);
    }

    [Fact]
    public void Invitation_IsFoundInsideAlternative()
    {
        var plan = Check(Multi("alternative", Part("t", "text/plain"), Part("h", "text/html"), Part("c", "text/calendar")), "html: h | plain: t | attached: ");
        Assert.Equal("c", Assert.Single(plan.Invitations).Section);
    }

    [Fact]
    public void UnusedInlineImage_BecomesAnAttachment()
    {
        var plan = BodyPlan.Of(Multi("related", Part("h", "text/html"), Part("i", "image/png", cid: "x"), Part("j", "image/png", cid: "y")));
        Assert.Equal("j", Assert.Single(plan.WithReferences(new HashSet<string>(StringComparer.Ordinal) { "x" }).Attachments).Section);
    }

    [Fact]
    public void ImageOutsideRelatedThatIsShown_IsNoAttachment()
    {
        var plan = BodyPlan.Of(Multi("mixed", Part("h", "text/html"), Part("i", "image/png", cid: "x")));
        Assert.Single(plan.Attachments);
        Assert.Empty(plan.WithReferences(new HashSet<string>(StringComparer.Ordinal) { "x" }).Attachments);
    }

    [Fact]
    public void ForwardedMessage_IsAnAttachment() =>
        Check(Multi("mixed", Part("t", "text/plain"), Part("m", "message/rfc822")), "html: t | plain: t | attached: m");

    [Fact]
    public void AttachmentWithoutName_GetsOneFromItsType() =>
        Assert.Equal("attachment.pdf", BodyPlan.Of(Multi("mixed", Part("t", "text/plain"), Part("p", "application/pdf"))).Attachments[0].FileName);

    private static BodyPlan Check(FakePart root, string expected)
    {
        var plan = BodyPlan.Of(root);
        Assert.Equal(expected, $"html: {Join(plan.HtmlView)} | plain: {Join(plan.PlainView)} | attached: {Join(plan.Attachments.Select(a => a.Part))}");
        return plan;

        static string Join(IEnumerable<IPartNode> parts) => string.Join(' ', parts.Select(p => p.Section));
    }
}
