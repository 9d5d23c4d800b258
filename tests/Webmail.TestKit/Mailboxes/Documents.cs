using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Webmail.TestKit.Mailboxes;

/// <summary>Real files of common types for attachments.</summary>
public static class Documents
{
    /// <summary>A one-page PDF that shows the title and the lines.</summary>
    public static byte[] Pdf(string title, IEnumerable<string> lines)
    {
        var page = new StringBuilder("BT /F1 20 Tf 60 770 Td (").Append(Escaped(title)).Append(") Tj /F1 11 Tf 0 -34 Td 16 TL ");
        foreach (string line in lines) page.Append('(').Append(Escaped(line)).Append(") Tj T* ");
        page.Append("ET");
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            $"<< /Length {page.Length} >>\nstream\n{page}\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ];
        var file = new StringBuilder("%PDF-1.4\n");
        var offsets = new List<int>();
        for (int number = 0; number < objects.Length; number++)
        {
            offsets.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{number + 1} 0 obj\n{objects[number]}\nendobj\n");
        }
        int table = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        foreach (int offset in offsets) file.Append(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n");
        file.Append(CultureInfo.InvariantCulture, $"trailer << /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(file.ToString());
    }

    public static byte[] Zip(params IEnumerable<(string Name, byte[] Content)> files)
    {
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in files)
            {
                ZipArchiveEntry entry = zip.CreateEntry(name);
                entry.LastWriteTime = new DateTimeOffset(2026, 1, 2, 3, 4, 6, TimeSpan.Zero);
                using Stream stream = entry.Open();
                stream.Write(content);
            }
        }
        return bytes.ToArray();
    }

    /// <summary>A table of tide gauges.</summary>
    public static byte[] Csv(Random random, int rows)
    {
        var text = new StringBuilder("station;time;level_cm;temperature_c\r\n");
        for (int row = 0; row < rows; row++)
            text.Append(CultureInfo.InvariantCulture, $"T{random.Next(1, 40):D2};2026-{random.Next(1, 12):D2}-{random.Next(1, 29):D2}T{random.Next(24):D2}:00Z;{random.Next(-120, 240)};{random.Next(40, 190) / 10.0:F1}\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Bytes that don't compress.</summary>
    public static byte[] Noise(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    private static string Escaped(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal);
}
