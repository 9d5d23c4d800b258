using System.IO.Compression;
using System.Net;
using Webmail.Mail.Reading;
using Webmail.Web.Endpoints;

namespace Webmail.Web.Tests.Endpoints;

public sealed class SaveAllTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_attachments_come_as_one_zip_under_safe_names()
    {
        await using var host = await ReadingHost.StartAsync();
        host.Reader.Parts["2"] = ([1, 2, 3], "a.bin");
        host.Reader.Parts["3"] = ([4], "A.bin");
        host.Reader.AllAttachments = [new AttachmentPart("2", "a.bin", "application/octet-stream", 3), new AttachmentPart("3", "A.bin", "application/octet-stream", 1), new AttachmentPart("2", "../../etc/passwd", "text/plain", 3)];
        using var answer = await host.GetAsync(host.Links.SaveAll(host.Account.Identity, TestReader.Reference));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        await using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync(Ct));
        Assert.Equal(["a.bin", "A (2).bin", "passwd"], zip.Entries.Select(entry => entry.FullName));
        Assert.Equal([3, 1, 3], zip.Entries.Select(entry => entry.Length));
    }

    [Fact]
    public async Task A_link_for_one_file_does_not_save_all()
    {
        await using var host = await ReadingHost.StartAsync();
        var link = host.Links.Download(host.Account.Identity, TestReader.Reference, "2").Replace("/download/", "/save-all/", StringComparison.Ordinal);
        using var answer = await host.GetAsync(link);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_film_is_played_by_its_bytes_and_nothing_else_is()
    {
        await using var host = await ReadingHost.StartAsync();
        host.Reader.Parts["2"] = ([0, 0, 0, 24, .. "ftypisom"u8, 0, 0, 0, 0, 0, 0, 0, 0], "film.mp4");
        host.Reader.Parts["3"] = ("<html><script>alert(1)</script>"u8.ToArray(), "film.mp4");
        using var film = await host.GetAsync(host.Links.Media(host.Account.Identity, TestReader.Reference, "2"));
        Assert.Equal("video/mp4", film.Content.Headers.ContentType?.ToString());
        using var page = await host.GetAsync(host.Links.Media(host.Account.Identity, TestReader.Reference, "3"));
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
    }

    [Fact]
    public async Task A_file_inside_a_message_inside_is_a_download_too()
    {
        await using var host = await ReadingHost.StartAsync();
        host.Reader.Parts["2"] = ("Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\ntext\r\n--b\r\nContent-Type: text/html; name=evil.html\r\nContent-Disposition: attachment\r\n\r\n<script>\r\n--b--\r\n"u8.ToArray(), "x.eml");
        using var answer = await host.GetAsync(host.Links.NestedDownload(host.Account.Identity, TestReader.Reference, "2", "2"));
        Assert.Equal("application/octet-stream", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal("<script>", await answer.Content.ReadAsStringAsync(Ct));
        using var missing = await host.GetAsync(host.Links.NestedDownload(host.Account.Identity, TestReader.Reference, "2", "9"));
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Fact]
    public void Names_are_told_apart_without_regard_to_case()
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        Assert.Equal(["x.txt", "X (2).txt", "x (3).txt", "noending", "noending (2)"], new[] { "x.txt", "X.txt", "x.txt", "noending", "noending" }.Select(name => SaveAllEndpoint.Unique(name, taken)));
    }
}
