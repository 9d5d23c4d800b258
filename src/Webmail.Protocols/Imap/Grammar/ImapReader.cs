using System.Text;
using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap.Grammar;

/// <summary>
/// Walks over one frame with two verbs: Try leaves the place alone when it says no, Expect remembers what was wrong. The first
/// error sticks until it is taken; each rule it passes on its way out adds its ABNF name.
/// </summary>
internal ref partial struct ImapReader
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly IReadOnlyList<DetachedLiteral> _detached;
    private byte[]? _kept;
    private int _keptLength;
    private string? _problem;
    private int _problemAt;
    private List<FetchDefect>? _defects;
    private bool _unbalanced;
    private int _cutAt;

    public ImapReader(in ImapFrame frame, bool utf8)
    {
        _bytes = frame.Bytes.Span;
        _detached = frame.Detached;
        Utf8 = utf8;
        _cutAt = -1;
    }

    /// <summary>True after UTF8=ACCEPT or IMAP4rev2 was enabled: mailbox names are then UTF-8.</summary>
    public bool Utf8 { get; }

    public int Position { get; set; }

    /// <summary>How deep in nested bodies the reader is.</summary>
    public int Depth { get; set; }

    /// <summary>Body parts met so far in this response.</summary>
    public int Parts { get; set; }

    public ServerQuirks Quirks { get; private set; }

    public readonly bool AtEnd => Position >= _bytes.Length;

    public readonly int Length => _bytes.Length;

    /// <summary>Octets of the response that a reader can hold on to: those of the frame and of the beginnings of its detached literals.</summary>
    public readonly int Weight => _bytes.Length + (_detached.Count == 0 ? 0 : _detached.Sum(literal => literal.Head.Length));

    public readonly ReadOnlySpan<byte> Rest => _bytes[Position..];

    /// <summary>The next byte; zero at the end, which no grammar allows anywhere.</summary>
    public readonly byte Next => Position < _bytes.Length ? _bytes[Position] : (byte)0;

    public readonly byte At(int offset) => Position + offset < _bytes.Length ? _bytes[Position + offset] : (byte)0;

    public readonly ReadOnlySpan<byte> Slice(int start, int end) => _bytes[start..end];

    public void Note(ServerQuirks quirk) => Quirks |= quirk;

    /// <summary>Remembers what is wrong here, unless something already is. Always false, so that a rule can return it.</summary>
    public bool Fail(string problem)
    {
        if (_problem is null)
        {
            _problem = problem;
            _problemAt = Position;
        }

        return false;
    }

    /// <summary>Adds the name of a rule in front of what went wrong inside it. Always false.</summary>
    public bool In(string rule)
    {
        _problem = rule + ": " + (_problem ?? "not as the grammar says");
        return false;
    }

    /// <summary>Takes the error away, so that reading can go on somewhere else.</summary>
    public (string Reason, int Offset) TakeProblem()
    {
        var problem = (_problem ?? "not as the grammar says", _problem is null ? Position : _problemAt);
        _problem = null;
        return problem;
    }

    public bool TryByte(byte value)
    {
        if (Next != value || AtEnd)
            return false;
        Position++;
        return true;
    }

    public bool ExpectByte(byte value, string problem) => TryByte(value) || Fail(problem);

    /// <summary>"("; with the quirk of spaces around it.</summary>
    public bool TryOpen()
    {
        if (Next == (byte)' ' && SkippedSpaces() < _bytes.Length && _bytes[SkippedSpaces()] == (byte)'(')
            SkipSpaces();
        return TryByte((byte)'(');
    }

    public bool ExpectOpen() => TryOpen() || Fail("expected \"(\"");

    /// <summary>")"; with the quirk of spaces before it.</summary>
    public bool TryClose()
    {
        if (Next == (byte)')')
        {
            Position++;
            return true;
        }

        if (Next != (byte)' ')
            return false;
        var after = SkippedSpaces();
        if (after >= _bytes.Length || _bytes[after] != (byte)')')
            return false;
        Note(ServerQuirks.ExtraSpace);
        Position = after + 1;
        return true;
    }

    public bool ExpectClose() => TryClose() || Fail("expected \")\"");

    /// <summary>SP; more than one is a quirk.</summary>
    public bool TrySpace()
    {
        if (Next != (byte)' ')
            return false;
        Position++;
        if (Next == (byte)' ')
            SkipSpaces();
        return true;
    }

    public bool ExpectSpace() => TrySpace() || Fail("expected a space");

    /// <summary>SP between two values of a list, where some servers send none.</summary>
    public void SpaceBetween()
    {
        if (!TrySpace())
            Note(ServerQuirks.MissingSpace);
    }

    public void SkipSpaces()
    {
        var after = SkippedSpaces();
        if (after > Position)
            Note(ServerQuirks.ExtraSpace);
        Position = after;
    }

    /// <summary>True when the bytes here are this word in any case, and it ends here.</summary>
    public bool TryWord(ReadOnlySpan<byte> word)
    {
        if (Rest.Length < word.Length || !Ascii.EqualsIgnoreCase(Rest[..word.Length], word))
            return false;
        if (Rest.Length > word.Length && !IsDelimiter(Rest[word.Length]))
            return false;
        Position += word.Length;
        return true;
    }

    private static bool IsDelimiter(byte value) => value is (byte)' ' or (byte)'(' or (byte)')' or (byte)'[' or (byte)']' or (byte)'<' or (byte)'\r' or (byte)'"';

    private readonly int SkippedSpaces()
    {
        var after = Position;
        while (after < _bytes.Length && _bytes[after] == (byte)' ')
            after++;
        return after;
    }
}
