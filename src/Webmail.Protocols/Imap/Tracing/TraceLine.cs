using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Webmail.Protocols.Imap.Tracing;

/// <summary>
/// One line of a trace while it is written. Only what comes through these members gets into it, and each of them lets through one kind of thing: a word of a list, a number, a bracket;
/// everything else becomes its length.
/// </summary>
internal sealed class TraceLine
{
    /// <summary>Characters of a line. A listing of the flags of 200 messages in one answer is longer than anybody reads.</summary>
    private const int Longest = 1000;

    private readonly StringBuilder _text = new(80);

    public bool IsFull => _text.Length >= Longest;

    /// <summary>Words of our own.</summary>
    public TraceLine Own(string words)
    {
        _text.Append(words);
        return this;
    }

    public TraceLine Hide(long octets)
    {
        if (octets > 0)
        {
            _text.Append(CultureInfo.InvariantCulture, $"«{octets} {(octets == 1 ? "octet" : "octets")}»");
        }

        return this;
    }

    public TraceLine Literal(long octets)
    {
        _text.Append(CultureInfo.InvariantCulture, $"{{{octets}}}");
        return this;
    }

    /// <summary>The word as the list has it; false when it has it not.</summary>
    public bool TryWord(ReadOnlySpan<byte> octets, FrozenSet<string> words)
    {
        if (octets.Length > 64)
        {
            return false;
        }

        Span<char> text = stackalloc char[octets.Length];
        Encoding.Latin1.GetChars(octets, text);
        if (!words.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out var known))
        {
            return false;
        }

        _text.Append(known);
        return true;
    }

    /// <summary>A number or a set of numbers: digits, and between them ":", "," and "*".</summary>
    public bool TryNumbers(ReadOnlySpan<byte> octets)
    {
        if (octets.IsEmpty || octets.Length > Longest || octets.ContainsAnyExcept(TraceWords.Numbers))
        {
            return false;
        }

        _text.Append(Encoding.ASCII.GetString(octets));
        return true;
    }

    /// <summary>A tag as this engine makes them: "a" and a number.</summary>
    public bool TryTag(ReadOnlySpan<byte> octets)
    {
        if (octets.Length is < 2 or > 11 || octets[0] != (byte)'a' || octets[1..].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return false;
        }

        _text.Append(Encoding.ASCII.GetString(octets));
        return true;
    }

    public override string ToString() => _text.ToString();
}
