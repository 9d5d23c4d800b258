namespace Webmail.Html.TextConversion;

/// <summary>A line as ranges of the message's text; a flowed paragraph has several.</summary>
internal readonly record struct SourceLine(string Source, int Start, int End, IReadOnlyList<(int Start, int End)>? More = null)
{
    public bool IsBlank => More is null && Source.AsSpan(Start, End - Start).IsWhiteSpace();

    public string Text()
    {
        if (More is null) return Source[Start..End];
        var text = new System.Text.StringBuilder().Append(Source, Start, End - Start);
        foreach (var (start, end) in More) text.Append(Source, start, end - start);
        return text.ToString();
    }
}
