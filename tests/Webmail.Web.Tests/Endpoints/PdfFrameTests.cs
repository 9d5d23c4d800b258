using Webmail.Web.Endpoints;

namespace Webmail.Web.Tests.Endpoints;

public sealed class PdfFrameTests
{
    [Fact]
    public void The_frame_of_a_pdf_may_load_its_reader_and_nothing_else()
    {
        string policy = PdfFrame.Policy("mail.example", "n");
        Assert.StartsWith("sandbox allow-scripts; default-src 'none'; script-src 'nonce-n' mail.example/vendor/pdfjs-dist/;", policy, StringComparison.Ordinal);
        foreach (string open in (string[])["unsafe", "eval", "connect-src", "worker-src", "frame-src", "allow-same-origin", "*"]) Assert.DoesNotContain(open, policy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_that_would_break_the_policy_is_not_in_it()
    {
        Assert.DoesNotContain("evil", PdfFrame.Policy("a; script-src evil", "n"), StringComparison.Ordinal);
    }
}
