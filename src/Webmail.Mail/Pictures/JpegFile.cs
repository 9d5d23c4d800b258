using System.Buffers.Binary;

namespace Webmail.Mail.Pictures;

/// <summary>JPEG (ITU-T T.81). The frame, its tables and its scans are taken out, checked and written in a new file; of the camera's notes only which way is up stays.</summary>
internal static class JpegFile
{
    /// <summary>A progressive picture has ten or so; each is a pass over all its pixels.</summary>
    private const int MaxScans = 64;

    private const byte Dht = 0xC4, Dqt = 0xDB, Dri = 0xDD, Sos = 0xDA, Eoi = 0xD9, App0 = 0xE0, App1 = 0xE1, App14 = 0xEE;

    public static Picture Rewrite(ReadOnlySpan<byte> file)
    {
        var cursor = new ByteCursor(file[2..]);
        using var body = new MemoryStream(file.Length);
        var (width, height, scans, orientation, components) = (0, 0, 0, 1, 0);
        var transform = -1;
        while (TryMarker(ref cursor, out var marker) && marker != Eoi)
        {
            var length = cursor.Left < 2 ? 0 : cursor.BigEndian16();
            // Cut off between or inside segments: what is whole is shown.
            if (length < 2 || length - 2 > cursor.Left) break;
            var data = cursor.Take(length - 2);
            switch (marker)
            {
                case 0xC0 or 0xC1 or 0xC2 when width == 0:
                    (width, height, components) = Frame(data);
                    Write(body, marker, data);
                    break;
                case >= 0xC0 and <= 0xCF and not Dht:
                    throw new BadPictureException("kind of JPEG");
                case Dht:
                    CheckHuffman(data);
                    Write(body, marker, data);
                    break;
                case Dqt:
                    CheckQuantisation(data);
                    Write(body, marker, data);
                    break;
                case Dri when data.Length == 2:
                    Write(body, marker, data);
                    break;
                case Sos:
                    if (width == 0 || !IsScan(data, components) || ++scans > MaxScans) throw new BadPictureException("scan");
                    Write(body, marker, data);
                    body.Write(cursor.Take(ScanLength(cursor.Rest)));
                    break;
                case App1 when data.StartsWith("Exif\0\0"u8):
                    orientation = ExifOrientation.Read(data[6..]) ?? orientation;
                    break;
                case App14 when data.Length >= 12 && data.StartsWith("Adobe"u8):
                    transform = data[11];
                    break;
            }
        }

        if (scans == 0) throw new BadPictureException("no scan");
        using var output = new MemoryStream((int)body.Length + 64);
        output.Write([0xFF, 0xD8]);
        // Adobe's segment alone says how the colours of a picture without JFIF are to be read.
        if (transform is >= 0 and <= 2) Write(output, App14, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, (byte)transform]);
        else if (components != 4) Write(output, App0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
        if (orientation != 1) Write(output, App1, ExifOrientation.Write(orientation));
        body.WriteTo(output);
        output.Write([0xFF, Eoi]);
        return new Picture(PictureKind.Jpeg, width, height, output.ToArray());
    }

    private static bool TryMarker(ref ByteCursor cursor, out byte marker)
    {
        marker = 0;
        while (cursor.Left > 1)
        {
            if (cursor.Byte() != 0xFF) continue;
            do marker = cursor.Byte();
            while (marker == 0xFF && cursor.Left > 0);
            // A stray restart or stuffing is nothing; a second start begins a picture in the picture.
            if (marker is > 1 and not (>= 0xD0 and <= 0xD8)) return true;
        }

        return false;
    }

    private static (int Width, int Height, int Components) Frame(ReadOnlySpan<byte> data)
    {
        if (data.Length < 6 || data[0] != 8 || data[5] is not (1 or 3 or 4) || data.Length != 6 + (3 * data[5])) throw new BadPictureException("frame");
        var (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(data[1..]), BinaryPrimitives.ReadUInt16BigEndian(data[3..]));
        PictureRewriter.CheckSize(width, height);
        for (var i = 6; i < data.Length; i += 3)
        {
            if (data[i + 1] >> 4 is < 1 or > 4 || (data[i + 1] & 15) is < 1 or > 4 || data[i + 2] > 3) throw new BadPictureException("component");
        }

        return (width, height, data[5]);
    }

    private static void CheckHuffman(ReadOnlySpan<byte> data)
    {
        var tables = new ByteCursor(data);
        while (tables.Left > 0)
        {
            var id = tables.Byte();
            var symbols = 0;
            foreach (var count in tables.Take(16)) symbols += count;
            if (id >> 4 > 1 || (id & 15) > 3 || symbols > 256) throw new BadPictureException("Huffman table");
            tables.Take(symbols);
        }
    }

    private static void CheckQuantisation(ReadOnlySpan<byte> data)
    {
        var tables = new ByteCursor(data);
        while (tables.Left > 0)
        {
            var id = tables.Byte();
            if (id >> 4 > 1 || (id & 15) > 3) throw new BadPictureException("quantisation table");
            tables.Take(64 * ((id >> 4) + 1));
        }
    }

    private static bool IsScan(ReadOnlySpan<byte> data, int components) =>
        data.Length > 0 && data[0] >= 1 && data[0] <= components && data.Length == 4 + (2 * data[0]);

    /// <summary>Bytes up to the next marker that is neither stuffing nor a restart.</summary>
    private static int ScanLength(ReadOnlySpan<byte> rest)
    {
        var at = 0;
        while (true)
        {
            var next = rest[at..].IndexOf((byte)0xFF);
            if (next < 0 || at + next + 1 >= rest.Length) return next < 0 ? rest.Length : at + next;
            at += next;
            if (rest[at + 1] is not (0 or (>= 0xD0 and <= 0xD7))) return at;
            at += 2;
        }
    }

    private static void Write(MemoryStream output, byte marker, ReadOnlySpan<byte> data)
    {
        Span<byte> head = [0xFF, marker, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(head[2..], (ushort)(data.Length + 2));
        output.Write(head);
        output.Write(data);
    }
}
