using System.Buffers;

namespace Webmail.Mime.Headers;

/// <summary>Cuts a parameter list into names and raw values. Missing semicolons, quotes and values are forgiven.</summary>
internal static class ParameterReader
{
    private static readonly SearchValues<byte> NameEnd = SearchValues.Create("=; \t\r\n\"("u8);

    public static HeaderParameters Read(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty) return HeaderParameters.Empty;
        var assembler = new ParameterAssembler();
        var at = 0;
        while (true)
        {
            at = HeaderText.SkipCfws(text, at);
            if (at >= text.Length) break;
            if (text[at] is (byte)';' or (byte)',' or (byte)'"')
            {
                at++;
                continue;
            }

            var name = ReadName(text, ref at);
            if (at >= text.Length || text[at] != '=')
            {
                assembler.HasDefect = true;
                continue;
            }

            at++;
            var value = ReadValue(text, ref at, assembler);
            if (value is null || name.IsEmpty)
            {
                assembler.HasDefect = true;
                continue;
            }

            if (!assembler.Add(name, value)) break;
        }

        return assembler.Build();
    }

    // White space inside a name ("filename *0") belongs to nobody and is left out by the caller.
    private static ReadOnlySpan<byte> ReadName(ReadOnlySpan<byte> text, ref int at)
    {
        var start = at;
        while (at < text.Length)
        {
            var stop = text[at..].IndexOfAny(NameEnd);
            if (stop < 0)
            {
                at = text.Length;
                break;
            }

            at += stop;
            if (!HeaderText.IsSpace(text[at]) && text[at] != '(') break;
            var next = HeaderText.SkipCfws(text, at);
            if (next < text.Length && text[next] is (byte)'=' or (byte)'*')
            {
                var name = text[start..at];
                at = next;
                if (text[next] == '=') return name;
                continue;
            }

            at = next;
            return [];
        }

        if (at < text.Length && text[at] == '"') at++;
        return text[start..Math.Min(at, text.Length)];
    }

    private static byte[]? ReadValue(ReadOnlySpan<byte> text, ref int at, ParameterAssembler assembler)
    {
        at = HeaderText.SkipCfws(text, at);
        if (at >= text.Length || text[at] == ';') return null;
        if (text[at] == '"') return Quoted(text, ref at, assembler);
        var end = UnquotedEnd(text, at);
        var value = text[at..end].TrimEnd(" \t\r\n"u8);
        at = end;
        // "us-ascii (Plain text)": a comment, but only when nothing follows it: "report (1).pdf".
        if (value.Length > 0 && value[^1] == ')' && value.IndexOf((byte)'(') is var open and > 0
            && HeaderText.IsSpace(value[open - 1]) && HeaderText.CommentEnd(value, open) == value.Length)
            value = value[..open].TrimEnd(" \t\r\n"u8);
        return WithoutFolds(value);
    }

    private static byte[] Quoted(ReadOnlySpan<byte> text, ref int at, ParameterAssembler assembler)
    {
        var end = HeaderText.QuoteEnd(text, at);
        if (end < 0)
        {
            assembler.HasDefect = true;
            end = text.Length;
        }

        var output = new ArrayBufferWriter<byte>(Math.Max(end - at, 1));
        HeaderText.AppendUnescaped(text[(at + 1)..end], output, keepPaths: true);
        at = Math.Min(end + 1, text.Length);
        // name="a"b: what touches the closing quote belongs to the value.
        var tail = at;
        while (tail < text.Length && text[tail] != ';' && !HeaderText.IsSpace(text[tail]) && text[tail] is not ((byte)'(' or (byte)'"' or (byte)',')) tail++;
        if (tail > at && text[at..tail].IndexOf((byte)'=') < 0)
        {
            assembler.HasDefect = true;
            output.Write(text[at..tail]);
            at = tail;
        }

        return output.WrittenSpan.ToArray();
    }

    // An unquoted value runs to the semicolon, over spaces too ("My File.doc"), but not into the next "name=".
    private static int UnquotedEnd(ReadOnlySpan<byte> text, int at)
    {
        var semicolon = text[at..].IndexOf((byte)';');
        var end = semicolon < 0 ? text.Length : at + semicolon;
        var i = at;
        while (i < end)
        {
            while (i < end && !HeaderText.IsSpace(text[i])) i++;
            var wordEnd = i;
            while (i < end && HeaderText.IsSpace(text[i])) i++;
            var word = text[i..end];
            var stop = word.IndexOfAny(NameEnd);
            // "charset=utf-8, name=a.txt": a comma where a semicolon should be.
            if (stop > 0 && word[stop] == '=' && !word.StartsWith("=?"u8)) return wordEnd > at && text[wordEnd - 1] == ',' ? wordEnd - 1 : wordEnd;
        }

        return end;
    }

    private static byte[] WithoutFolds(ReadOnlySpan<byte> value)
    {
        if (value.IndexOfAny((byte)'\r', (byte)'\n') < 0) return value.ToArray();
        var copy = new byte[value.Length];
        var length = 0;
        foreach (var b in value)
        {
            if (b is not ((byte)'\r' or (byte)'\n')) copy[length++] = b;
        }

        return copy[..length];
    }
}
