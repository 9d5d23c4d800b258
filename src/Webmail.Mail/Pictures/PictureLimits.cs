namespace Webmail.Mail.Pictures;

/// <summary>Caps on one picture.</summary>
public static class PictureLimits
{
    /// <summary>Pixels of one picture: 25 megapixels are a good camera's photo and 100 MB in the reader's browser.</summary>
    public const int MaxPixels = 25_000_000;

    /// <summary>Longest side in pixels: what decoders and screens take.</summary>
    public const int MaxSide = 16_384;

    /// <summary>Pictures of one animation.</summary>
    public const int MaxFrames = 400;

    /// <summary>Pixels of all frames together, which is what an animation costs: forty times a full screen.</summary>
    public const long MaxFramePixels = 80_000_000;
}
