namespace Webmail.Mail.Tests.Pictures;

/// <summary>GIFs whose codes are written in the simplest way there is: nine bits each, the table cleared before it would grow.</summary>
internal static class SampleGif
{
    public static byte[] Of(int width, int height, Func<int, byte> color, int frames = 1)
    {
        var file = new List<byte>();
        file.AddRange("GIF89a"u8);
        file.AddRange([(byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8), 0xF7, 0, 0]);
        for (var i = 0; i < 256; i++) file.AddRange([(byte)i, (byte)(255 - i), (byte)(i / 2)]);
        file.AddRange([0x21, 0xFF, 11, .. "NETSCAPE2.0"u8, 3, 1, 0, 0, 0]);
        file.AddRange([0x21, 0xFE, 6, .. "secret"u8, 0]);
        for (var frame = 0; frame < frames; frame++)
        {
            file.AddRange([0x21, 0xF9, 4, 0, 10, 0, 0, 0, 0x2C, 0, 0, 0, 0, (byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8), 0, 8]);
            foreach (var block in Codes(width * height, color).Chunk(255)) file.AddRange([(byte)block.Length, .. block]);
            file.Add(0);
        }

        file.Add(0x3B);
        file.AddRange("<script>after the end</script>"u8);
        return [.. file];
    }

    private static IEnumerable<byte> Codes(int pixels, Func<int, byte> color)
    {
        var (held, bits) = (0, 0);
        var codes = Enumerable.Range(0, pixels).SelectMany(at => at % 200 == 0 ? [256, (int)color(at)] : new[] { (int)color(at) }).Append(257);
        foreach (var code in codes)
        {
            held |= code << bits;
            for (bits += 9; bits >= 8; bits -= 8, held >>= 8) yield return (byte)held;
        }

        if (bits > 0) yield return (byte)held;
    }
}
