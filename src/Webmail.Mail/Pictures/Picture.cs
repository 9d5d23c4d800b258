namespace Webmail.Mail.Pictures;

/// <summary>A picture that <see cref="PictureRewriter"/> wrote.</summary>
/// <param name="Content">The file, whole.</param>
public sealed record Picture(PictureKind Kind, int Width, int Height, ReadOnlyMemory<byte> Content)
{
    public string MediaType => MediaTypeOf(Kind);

    public static string MediaTypeOf(PictureKind kind) => kind switch
    {
        PictureKind.Png => "image/png",
        PictureKind.Jpeg => "image/jpeg",
        PictureKind.Gif => "image/gif",
        _ => "image/webp",
    };
}
