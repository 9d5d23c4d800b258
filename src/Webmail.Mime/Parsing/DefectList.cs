namespace Webmail.Mime.Parsing;

/// <summary>The defects of one message, up to a limit.</summary>
internal sealed class DefectList(int max)
{
    private List<MimeDefect>? _items;

    public IReadOnlyList<MimeDefect> Items => _items is null ? [] : _items;

    public void Add(MimeDefectKind kind, long offset)
    {
        _items ??= [];
        if (_items.Count < max) _items.Add(new MimeDefect(kind, offset));
        else if (_items.Count == max) _items.Add(new MimeDefect(MimeDefectKind.TooManyDefects, offset));
    }
}
