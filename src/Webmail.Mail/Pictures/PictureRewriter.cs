namespace Webmail.Mail.Pictures;

/// <summary>
/// Makes a new file out of a stranger's picture, with nothing in it but the picture: PNG and GIF are decoded to their samples and encoded again; JPEG and WebP are
/// taken apart to the segments a decoder needs, each checked and written anew. Names, places, comments, profiles, previews, what follows the end, and every other
/// format that the same bytes might also be, are gone. Opens nothing; linear in its input and in the pixels, which are capped.
/// </summary>
public static class PictureRewriter
{
    /// <summary>Bytes of a file that decide about its kind.</summary>
    public const int HeadLength = 12;

    /// <summary>The kind by its first bytes: what a mail or server says about it is worth nothing.</summary>
    public static PictureKind? KindOf(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith(PngFile.Signature)) return PictureKind.Png;
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])) return PictureKind.Jpeg;
        if (head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8)) return PictureKind.Gif;
        if (head.Length >= HeadLength && head.StartsWith("RIFF"u8) && head[8..].StartsWith("WEBP"u8)) return PictureKind.WebP;
        return null;
    }

    /// <summary>The picture written anew; null for what is none, is broken, or passes <see cref="PictureLimits"/>. Throws for no input.</summary>
    public static Picture? Rewrite(ReadOnlySpan<byte> file)
    {
        try
        {
            return KindOf(file) switch
            {
                PictureKind.Png => PngFile.Rewrite(file),
                PictureKind.Jpeg => JpegFile.Rewrite(file),
                PictureKind.Gif => GifFile.Rewrite(file),
                PictureKind.WebP => WebPFile.Rewrite(file),
                _ => null,
            };
        }
        catch (BadPictureException)
        {
            return null;
        }
    }

    internal static void CheckSize(long width, long height)
    {
        if (width is < 1 or > PictureLimits.MaxSide || height is < 1 or > PictureLimits.MaxSide || width * height > PictureLimits.MaxPixels)
            throw new BadPictureException("size");
    }
}
