namespace Webmail.Html.TextConversion;

/// <summary>Joins lines of one depth and kind to blocks.</summary>
internal sealed class TextBlockCollector
{
    private readonly List<TextBlock> _blocks = [];
    private List<SourceLine> _lines = [];
    private int _depth;
    private bool _inSignature;

    public void Add(SourceLine line, int depth, bool isSignatureMark)
    {
        var startsSignature = isSignatureMark && !(_inSignature && depth == _depth);
        if (depth != _depth || startsSignature || _lines.Count == PlainText.MaxLinesPerBlock)
        {
            Flush();
            if (depth != _depth) _inSignature = false;
        }
        if (startsSignature) _inSignature = true;
        _depth = depth;
        _lines.Add(line);
    }

    public List<TextBlock> Finish()
    {
        Flush();
        return _blocks;
    }

    private void Flush()
    {
        if (_lines.Count == 0) return;
        var kind = _inSignature && _depth == 0 ? TextBlockKind.Signature : _depth > 0 ? TextBlockKind.Quote : TextBlockKind.Text;
        _blocks.Add(new TextBlock(kind, _depth, _lines));
        _lines = [];
    }
}
