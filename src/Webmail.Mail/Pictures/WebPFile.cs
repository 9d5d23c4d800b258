using System.Buffers.Binary;

namespace Webmail.Mail.Pictures;

/// <summary>WebP (RFC 9649). The bit streams are taken out with their sizes checked against what the container says; profiles and notes go.</summary>
internal static class WebPFile
{
    private const byte AlphaFlag = 0x10, AnimationFlag = 0x02;

    public static Picture Rewrite(ReadOnlySpan<byte> file)
    {
        var cursor = new ByteCursor(file[12..]);
        using var body = new MemoryStream(file.Length);
        var (type, data) = Chunk(ref cursor);
        if (!type.SequenceEqual("VP8X"u8))
        {
            var (width, height) = SizeOf(type, data);
            PictureRewriter.CheckSize(width, height);
            Write(body, type, data);
            return Finish(body, width, height);
        }

        if (data.Length != 10) throw new BadPictureException("VP8X");
        var (canvasWidth, canvasHeight) = (Number24(data[4..]) + 1, Number24(data[7..]) + 1);
        PictureRewriter.CheckSize(canvasWidth, canvasHeight);
        Write(body, type, [(byte)(data[0] & (AlphaFlag | AnimationFlag)), 0, 0, 0, .. data[4..10]]);
        if ((data[0] & AnimationFlag) == 0) Still(ref cursor, body, canvasWidth, canvasHeight);
        else Animation(ref cursor, body, canvasWidth, canvasHeight);
        return Finish(body, canvasWidth, canvasHeight);
    }

    private static void Still(ref ByteCursor cursor, MemoryStream body, int width, int height)
    {
        while (cursor.Left >= 8)
        {
            var (type, data) = Chunk(ref cursor);
            if (type.SequenceEqual("ALPH"u8)) Write(body, type, data);
            if (!IsBitStream(type)) continue;
            if (SizeOf(type, data) != (width, height)) throw new BadPictureException("size");
            Write(body, type, data);
            return;
        }

        throw new BadPictureException("no picture");
    }

    private static void Animation(ref ByteCursor cursor, MemoryStream body, int width, int height)
    {
        var frames = 0;
        var budget = PictureLimits.MaxFramePixels;
        while (cursor.Left >= 8 && frames < PictureLimits.MaxFrames)
        {
            var (type, data) = Chunk(ref cursor);
            if (type.SequenceEqual("ANIM"u8) && data.Length == 6 && frames == 0) Write(body, type, data);
            if (!type.SequenceEqual("ANMF"u8)) continue;
            if (data.Length < 24) throw new BadPictureException("frame");
            var (frameWidth, frameHeight) = (Number24(data[6..]) + 1, Number24(data[9..]) + 1);
            budget -= (long)frameWidth * frameHeight;
            if ((2 * Number24(data)) + frameWidth > width || (2 * Number24(data[3..])) + frameHeight > height || budget < 0) throw new BadPictureException("frame");
            using var frame = new MemoryStream(data.Length);
            frame.Write(data[..15]);
            frame.WriteByte((byte)(data[15] & 3));
            var inner = new ByteCursor(data[16..]);
            Still(ref inner, frame, frameWidth, frameHeight);
            Write(body, type, frame.GetBuffer().AsSpan(0, (int)frame.Length));
            frames++;
        }

        if (frames == 0) throw new BadPictureException("no frame");
    }

    private static bool IsBitStream(ReadOnlySpan<byte> type) => type.SequenceEqual("VP8 "u8) || type.SequenceEqual("VP8L"u8);

    /// <summary>As the bit stream itself says: RFC 6386 section 9.1, RFC 9649 section 3.4.</summary>
    private static (int Width, int Height) SizeOf(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        if (type.SequenceEqual("VP8L"u8) && data.Length > 5 && data[0] == 0x2F && data[4] >> 5 == 0)
        {
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(data[1..]);
            return ((int)(bits & 0x3FFF) + 1, (int)((bits >> 14) & 0x3FFF) + 1);
        }

        if (type.SequenceEqual("VP8 "u8) && data.Length > 10 && (data[0] & 1) == 0 && data[3..6].SequenceEqual((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A]))
            return (BinaryPrimitives.ReadUInt16LittleEndian(data[6..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(data[8..]) & 0x3FFF);
        throw new BadPictureException("bit stream");
    }

    private static TypedChunk Chunk(ref ByteCursor cursor)
    {
        var type = cursor.Take(4);
        var length = cursor.LittleEndian32();
        var data = cursor.Take(length);
        if ((length & 1) == 1 && cursor.Left > 0) cursor.Take(1);
        return new TypedChunk(type, data);
    }

    private static int Number24(ReadOnlySpan<byte> at) => at[0] | (at[1] << 8) | (at[2] << 16);

    private static void Write(MemoryStream output, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, data.Length);
        output.Write(type);
        output.Write(length);
        output.Write(data);
        if ((data.Length & 1) == 1) output.WriteByte(0);
    }

    private static Picture Finish(MemoryStream body, int width, int height)
    {
        var file = new byte[12 + body.Length];
        "RIFF"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), (int)body.Length + 4);
        "WEBP"u8.CopyTo(file.AsSpan(8));
        body.GetBuffer().AsSpan(0, (int)body.Length).CopyTo(file.AsSpan(12));
        return new Picture(PictureKind.WebP, width, height, file);
    }

    private readonly ref struct TypedChunk(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        private readonly ReadOnlySpan<byte> _type = type;
        private readonly ReadOnlySpan<byte> _data = data;

        public void Deconstruct(out ReadOnlySpan<byte> type, out ReadOnlySpan<byte> data)
        {
            type = _type;
            data = _data;
        }
    }
}
