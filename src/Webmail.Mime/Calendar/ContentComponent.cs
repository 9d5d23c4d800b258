namespace Webmail.Mime.Calendar;

/// <summary>What stands between BEGIN and END.</summary>
internal sealed class ContentComponent(string name)
{
    public string Name { get; } = name;

    public List<ContentLine> Lines { get; } = [];

    public List<ContentComponent> Children { get; } = [];

    /// <summary>The first property of that name, or null.</summary>
    public ContentLine? Find(string property) => Lines.Find(line => line.Name == property);

    public IEnumerable<ContentLine> All(string property) => Lines.Where(line => line.Name == property);

    /// <summary>The text of the first property of that name, or null where it is missing or empty.</summary>
    public string? Text(string property) => Find(property)?.Text is { Length: > 0 } text ? text : null;

    /// <summary>The outermost components of a file; lines outside of all are in <paramref name="defects"/> as a count.</summary>
    public static IReadOnlyList<ContentComponent> ReadAll(ContentReader reader, List<string> defects)
    {
        var roots = new List<ContentComponent>();
        var open = new Stack<ContentComponent>();
        var (tooDeep, stray, unmatched) = (0, 0, 0);
        while (reader.Next() is { } line)
        {
            var names = line.Value.Trim().ToUpperInvariant();
            if (line.Name == "BEGIN")
            {
                if (open.Count == ContentLimits.MaxDepth || tooDeep > 0)
                {
                    tooDeep++;
                    continue;
                }

                var child = new ContentComponent(names);
                (open.TryPeek(out var parent) ? parent.Children : roots).Add(child);
                open.Push(child);
            }
            else if (line.Name == "END")
            {
                if (tooDeep > 0) tooDeep--;
                else if (open.Any(component => component.Name == names)) while (open.Pop().Name != names) unmatched++;
                else unmatched++;
            }
            else if (tooDeep == 0)
            {
                if (open.TryPeek(out var holder)) holder.Lines.Add(line);
                else stray++;
            }
        }

        if (stray > 0) defects.Add($"{stray} lines outside of any component");
        if (unmatched + open.Count > 0) defects.Add($"{unmatched + open.Count} components without their BEGIN or END");
        if (reader.IsCut) defects.Add("longer than is read; the rest is left out");
        return roots;
    }
}
