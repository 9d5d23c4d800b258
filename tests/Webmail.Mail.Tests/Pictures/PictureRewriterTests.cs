using System.Text;
using Webmail.Mail.Pictures;

namespace Webmail.Mail.Tests.Pictures;

public sealed class PictureRewriterTests
{
    private static readonly byte[] Png = TestKit.Mailboxes.Pictures.Chart(120, 60, [20, 70]);
    private static readonly byte[] Jpeg = TestKit.Mailboxes.Pictures.Photo(0);
    private static readonly byte[] Gif = SampleGif.Of(40, 30, at => (byte)(at * 7), frames: 3);

    // 1 x 1, lossless: canvas.toDataURL of a browser.
    private static readonly byte[] WebP = Convert.FromBase64String("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==");

    public static TheoryData<string> Kinds => ["png", "jpeg", "gif", "webp"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_is_written_anew_with_its_size(string kind)
    {
        var picture = PictureRewriter.Rewrite(Sample(kind));
        Assert.NotNull(picture);
        Assert.Equal("image/" + kind, picture.MediaType);
        Assert.Equal(PictureRewriter.KindOf(Sample(kind)), PictureRewriter.KindOf(picture.Content.Span));
        Assert.InRange(picture.Width, 1, 4000);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Writing_anew_twice_changes_nothing_more(string kind)
    {
        var once = PictureRewriter.Rewrite(Sample(kind))!.Content;
        Assert.Equal(once.ToArray(), PictureRewriter.Rewrite(once.Span)!.Content.ToArray());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_follows_the_end_is_gone(string kind)
    {
        byte[] file = [.. Sample(kind), .. "<script>alert(1)</script>PK\u0003\u0004"u8];
        Assert.DoesNotContain("script", Latin(PictureRewriter.Rewrite(file)!), StringComparison.Ordinal);
    }

    [Fact]
    public void Notes_of_a_png_are_gone()
    {
        byte[] text = [0, 0, 0, 20, .. "tEXtComment\0my secret !!"u8, 1, 2, 3, 4];
        byte[] file = [.. Png.AsSpan(0, 33), .. text, .. Png.AsSpan(33)];
        Assert.DoesNotContain("secret", Latin(PictureRewriter.Rewrite(file)!), StringComparison.Ordinal);
    }

    [Fact]
    public void Notes_of_a_gif_are_gone() => Assert.DoesNotContain("secret", Latin(PictureRewriter.Rewrite(Gif)!), StringComparison.Ordinal);

    [Fact]
    public void Of_a_cameras_notes_only_which_way_is_up_stays()
    {
        byte[] exif = [.. "Exif\0\0II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0, .. "Made by secret at 52.1N 4.3E"u8];
        byte[] file = [0xFF, 0xD8, 0xFF, 0xE1, 0, (byte)(exif.Length + 2), .. exif, 0xFF, 0xFE, 0, 8, .. "secret"u8, .. Jpeg.AsSpan(2)];
        var written = PictureRewriter.Rewrite(file)!;
        Assert.DoesNotContain("secret", Latin(written), StringComparison.Ordinal);
        Assert.Contains("Exif\0\0MM\0*\0\0\0\b\0\u0001\u0001\u0012\0\u0003\0\0\0\u0001\0\u0006", Latin(written), StringComparison.Ordinal);
    }

    [Fact]
    public void The_frames_of_an_animation_stay()
    {
        var written = PictureRewriter.Rewrite(Gif)!.Content.Span;
        var controls = 0;
        for (var at = written.IndexOf((ReadOnlySpan<byte>)[0x21, 0xF9]); at >= 0; at = written.IndexOf((ReadOnlySpan<byte>)[0x21, 0xF9]))
        {
            controls++;
            written = written[(at + 2)..];
        }

        Assert.Equal(3, controls);
    }

    [Theory]
    [InlineData(16_385, 10)]
    [InlineData(10, 16_385)]
    [InlineData(5_001, 5_000)]
    [InlineData(0, 5)]
    public void A_picture_that_would_fill_the_memory_is_none(int width, int height)
    {
        var file = (byte[])Png.Clone();
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(16), width);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(20), height);
        Assert.Null(PictureRewriter.Rewrite(file));
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")]
    [InlineData("<html>GIF89a")]
    [InlineData("GIF89a")]
    [InlineData("BM")]
    [InlineData("")]
    public void Everything_else_is_no_picture(string file) => Assert.Null(PictureRewriter.Rewrite(Encoding.Latin1.GetBytes(file)));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_file_cut_anywhere_throws_nothing(string kind)
    {
        var file = Sample(kind);
        var step = Math.Max(1, file.Length / 700);
        var shown = 0;
        for (var length = 0; length < file.Length; length += step) shown += PictureRewriter.Rewrite(file.AsSpan(0, length)) is null ? 0 : 1;
        Assert.InRange(shown, 0, file.Length);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Damaged_files_throw_nothing(string kind)
    {
        var random = new Random(11);
        for (var round = 0; round < 1_500; round++)
        {
            var file = (byte[])Sample(kind).Clone();
            for (var hits = random.Next(1, 8); hits > 0; hits--) file[random.Next(Math.Min(file.Length, 900))] = (byte)random.Next(256);
            var picture = PictureRewriter.Rewrite(file);
            Assert.True(picture is null || picture.Width * (long)picture.Height <= PictureLimits.MaxPixels);
        }
    }

    private static byte[] Sample(string kind) => kind switch
    {
        "png" => Png,
        "jpeg" => Jpeg,
        "gif" => Gif,
        _ => WebP,
    };

    private static string Latin(Picture picture) => Encoding.Latin1.GetString(picture.Content.Span);
}
