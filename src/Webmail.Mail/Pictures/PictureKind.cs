namespace Webmail.Mail.Pictures;

/// <summary>The picture formats that are shown. SVG is none of them: it is a document with scripts.</summary>
public enum PictureKind
{
    Png,
    Jpeg,
    Gif,
    WebP,
}
