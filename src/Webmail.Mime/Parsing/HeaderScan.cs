using Webmail.Mime.Headers;

namespace Webmail.Mime.Parsing;

/// <summary>The fields of the header that is being read, relative to its start. Kept between two calls, so that no byte is looked at twice.</summary>
internal sealed class HeaderScan
{
    private HeaderField[] _fields = new HeaderField[32];

    public int Count { get; private set; }

    /// <summary>Bytes already looked at: always at a line start.</summary>
    public int Position { get; set; }

    public bool HasDefect { get; set; }

    public bool TooMany { get; private set; }

    /// <summary>Where the lines begin that are no fields and that no field follows: the body, where no empty line comes. -1: there are none.</summary>
    public int LooseText { get; set; }

    public void Reset()
    {
        Count = 0;
        Position = 0;
        HasDefect = TooMany = false;
        LooseText = -1;
    }

    public void Add(HeaderField field)
    {
        if (Count == HeaderBlock.MaxFields)
        {
            TooMany = HasDefect = true;
            return;
        }

        if (Count == _fields.Length) Array.Resize(ref _fields, Count * 2);
        _fields[Count++] = field;
    }

    /// <summary>False when there is no field that a continuation could belong to.</summary>
    public bool Continue(int end)
    {
        if (TooMany) return true;
        if (Count == 0 || _fields[Count - 1].End != Position) return false;
        _fields[Count - 1] = _fields[Count - 1] with { End = end };
        return true;
    }

    public HeaderBlock ToBlock(ReadOnlyMemory<byte> raw) => new(raw, Count == 0 ? [] : _fields.AsSpan(0, Count).ToArray(), Count, HasDefect);
}
