using System.Net;
using System.Net.Http.Headers;
using Webmail.Mime.Headers;

namespace Webmail.Web.Tests.Endpoints;

public sealed class PartEndpointTests
{
    private static readonly byte[] Png = TestKit.Mailboxes.Pictures.Chart(40, 20, [50]);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_download_is_an_attachment_of_no_type_that_nothing_can_run_in()
    {
        await using var host = await ReadingHost.StartAsync();
        host.Reader.Parts["2"] = ("<script>alert(1)</script>"u8.ToArray(), "evil.html");
        using var answer = await host.GetAsync(host.Links.Download(host.Account.Identity, TestReader.Reference, "2"));
        Assert.Equal("application/octet-stream", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("default-src 'none'; sandbox", Header(answer, "Content-Security-Policy"));
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.Equal("no-store", Header(answer, "Cache-Control"));
        Assert.Equal("no-referrer", Header(answer, "Referrer-Policy"));
        Assert.Equal(25, answer.Content.Headers.ContentLength);
    }

    [Theory]
    [InlineData("report.pdf", "report.pdf")]
    [InlineData("عقد-الإيجار.pdf", "عقد-الإيجار.pdf")]
    [InlineData("a\r\nSet-Cookie: x=1;.txt", null)]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("invoice\u202Efdp.exe", "invoicefdp.exe")]
    [InlineData("quote\".html; filename=\"b.exe", null)]
    public async Task A_hostile_name_stays_inside_its_header(string name, string? expected)
    {
        await using var host = await ReadingHost.StartAsync();
        var clean = FileNames.Clean(name);
        host.Reader.Parts["2"] = ([1], clean);
        using var answer = await host.GetAsync(host.Links.Download(host.Account.Identity, TestReader.Reference, "2"));
        var disposition = ContentDispositionHeaderValue.Parse(Header(answer, "Content-Disposition"));
        Assert.Equal("attachment", disposition.DispositionType);
        Assert.Equal(expected ?? clean, disposition.FileNameStar ?? disposition.FileName?.Trim('"'));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task A_picture_is_served_to_the_frame_by_its_bytes_alone()
    {
        await using var host = await ReadingHost.StartAsync();
        host.Reader.Parts["2"] = ([.. Png, .. "<script>after the end"u8], "x.html");
        using var answer = await host.GetAsync(host.Links.InlineImage(host.Account.Identity, TestReader.Reference, "2"), session: null);
        Assert.Equal("image/png", answer.Content.Headers.ContentType?.ToString());
        var shown = await answer.Content.ReadAsByteArrayAsync(Ct);
        Assert.True(shown.AsSpan().StartsWith(Png.AsSpan(0, 33)), "the picture's own head");
        Assert.True(shown.AsSpan().IndexOf("script"u8) < 0, "written anew, without what followed");
        Assert.Equal("cross-origin", Header(answer, "Cross-Origin-Resource-Policy"));
        Assert.Equal("default-src 'none'; sandbox", Header(answer, "Content-Security-Policy"));
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")]
    [InlineData("<html><script>alert(1)</script>")]
    [InlineData("")]
    [InlineData("BM rest of a bitmap")]
    public async Task What_is_no_picture_is_not_served_to_a_frame(string content)
    {
        await using var host = await ReadingHost.StartAsync();
        host.Reader.Parts["2"] = (System.Text.Encoding.UTF8.GetBytes(content), "x.png");
        using var answer = await host.GetAsync(host.Links.InlineImage(host.Account.Identity, TestReader.Reference, "2"), session: null);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Ct));
    }

    [Fact]
    public async Task The_lease_is_given_back_after_a_download()
    {
        await using var host = await ReadingHost.StartAsync();
        host.Reader.Parts["2"] = ([1, 2, 3], "x.bin");
        using var answer = await host.GetAsync(host.Links.Download(host.Account.Identity, TestReader.Reference, "2"));
        await answer.Content.ReadAsByteArrayAsync(Ct);
        Assert.Equal(1, host.Reader.Released);
    }

    [Fact]
    public async Task The_source_is_shown_as_text_and_saved_as_a_file()
    {
        await using var host = await ReadingHost.StartAsync();
        host.Reader.Parts[""] = ("Subject: <b>\r\n\r\n<script>"u8.ToArray(), "Harbour.eml");
        using var shown = await host.GetAsync(host.Links.Source(host.Account.Identity, TestReader.Reference));
        Assert.Equal("text/plain; charset=windows-1252", shown.Content.Headers.ContentType?.ToString());
        Assert.Null(shown.Content.Headers.ContentDisposition);
        Assert.Equal("default-src 'none'; sandbox", Header(shown, "Content-Security-Policy"));
        using var saved = await host.GetAsync(host.Links.SourceFile(host.Account.Identity, TestReader.Reference));
        Assert.Equal("attachment", saved.Content.Headers.ContentDisposition?.DispositionType);
    }

    private static string Header(HttpResponseMessage answer, string name) =>
        string.Join(", ", (answer.Headers.TryGetValues(name, out var values) ? values : answer.Content.Headers.TryGetValues(name, out values) ? values : []));
}
