using System.Text.Encodings.Web;
using System.Text.Json;

namespace Webmail.Tool;

/// <summary>What a command works with: its arguments (without its name) and the three standard streams.</summary>
internal sealed record CommandContext(IReadOnlyList<string> Arguments, Stream Input, Stream Output, TextWriter Error)
{
    /// <summary>Octets a command reads from standard input. Far above any message a server accepts, far below the memory of a small machine.</summary>
    public const int MaxInput = 64 * 1024 * 1024;

    private static readonly JsonWriterOptions Json = new() { Indented = true, IndentSize = 1, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>All of standard input.</summary>
    /// <exception cref="RefusedException">More than <see cref="MaxInput"/> octets.</exception>
    public async Task<byte[]> ReadInputAsync(CancellationToken ct)
    {
        using var held = new MemoryStream();
        var block = new byte[64 * 1024];
        int read;
        while ((read = await Input.ReadAsync(block, ct)) > 0)
        {
            if (held.Length + read > MaxInput)
                throw new RefusedException($"standard input is longer than {MaxInput} octets");
            held.Write(block, 0, read);
        }

        return held.ToArray();
    }

    /// <summary>Writes one indented JSON document and a line end.</summary>
    public async Task WriteJsonAsync(Action<Utf8JsonWriter> write, CancellationToken ct)
    {
        await using (var writer = new Utf8JsonWriter(Output, Json))
            write(writer);
        await Output.WriteAsync("\n"u8.ToArray(), ct);
        await Output.FlushAsync(ct);
    }
}
