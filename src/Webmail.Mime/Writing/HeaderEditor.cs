using System.Buffers;
using System.Text;
using Webmail.Mime.Headers;

namespace Webmail.Mime.Writing;

/// <summary>Changes some fields of a header; every other byte stays as it is, the order and folds of the other fields included.</summary>
public sealed class HeaderEditor(HeaderBlock header, bool utf8 = false)
{
    private readonly List<(int Start, int End)> _removed = [];
    private readonly List<(int At, string Name, HeaderValue Value)> _written = [];

    /// <summary>Replaces the first field of that name in its place, removes further ones; adds the field at the end where there was none.</summary>
    public HeaderEditor Set(HeaderName name, HeaderValue value)
    {
        var place = -1;
        foreach (var field in header.Fields)
        {
            if (!Is(field, name)) continue;
            if (place < 0) place = field.Start;
            _removed.Add((field.Start, field.End));
        }

        _written.Add((place < 0 ? header.Raw.Length : place, name.Text, value));
        return this;
    }

    /// <summary>Adds a field at the top, where trace fields belong.</summary>
    public HeaderEditor Prepend(HeaderName name, HeaderValue value)
    {
        _written.Add((0, name.Text, value));
        return this;
    }

    /// <summary>Removes all fields of that name.</summary>
    public HeaderEditor Remove(HeaderName name)
    {
        foreach (var field in header.Fields)
        {
            if (Is(field, name)) _removed.Add((field.Start, field.End));
        }

        return this;
    }

    /// <summary>The new header, without the empty line.</summary>
    public ReadOnlyMemory<byte> Build()
    {
        var raw = header.Raw.Span;
        var output = new ArrayBufferWriter<byte>(raw.Length + 256);
        var cuts = new Queue<(int Start, int End)>(_removed.Distinct().OrderBy(r => r.Start));
        var inserts = new Queue<(int At, string Name, HeaderValue Value)>(_written.OrderBy(w => w.At));
        var at = 0;
        while (true)
        {
            var next = Math.Min(cuts.TryPeek(out var cut) ? cut.Start : raw.Length, inserts.TryPeek(out var insert) ? insert.At : raw.Length);
            if (next > at) output.Write(raw[at..next]);
            at = Math.Max(at, next);
            if (inserts.Count > 0 && insert.At == next) Write(inserts.Dequeue(), output);
            else if (cuts.Count > 0 && cut.Start == next) at = cuts.Dequeue().End;
            else return output.WrittenMemory;
        }
    }

    /// <summary>The new header in front of the body of <paramref name="message"/>, untouched.</summary>
    public byte[] Rewrite(Parsing.MimePart message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var built = Build();
        var rest = message.Raw[header.Raw.Length..];
        // A header that no empty line ended gets one once it is changed: the new field must not run into the body.
        var endless = message.BodyStart == message.Start + header.Raw.Length && _removed.Count + _written.Count > 0;
        return [.. built.Span, .. endless ? "\r\n"u8 : [], .. rest.Span];
    }

    private void Write((int At, string Name, HeaderValue Value) field, ArrayBufferWriter<byte> output)
    {
        if (output.WrittenCount > 0 && output.WrittenSpan[^1] != '\n') output.Write("\r\n"u8);
        var writer = new HeaderWriter(utf8);
        writer.Field(field.Name, field.Value);
        output.Write(writer.Written.Span);
    }

    private bool Is(HeaderField field, HeaderName name) => Ascii.EqualsIgnoreCase(header.NameOf(field), name.Text);
}
