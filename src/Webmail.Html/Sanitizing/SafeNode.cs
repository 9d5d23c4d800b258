namespace Webmail.Html.Sanitizing;

/// <summary>A node of the tree we build: text, or one of our listed elements.</summary>
internal abstract class SafeNode;

/// <summary>Text, never empty; neighbours are joined.</summary>
internal sealed class SafeText(string text) : SafeNode
{
    public string Text { get; set; } = text;
}

/// <summary>An element with attributes in the order they are written.</summary>
internal sealed class SafeElement(string name) : SafeNode
{
    public string Name { get; } = name;

    public List<KeyValuePair<string, string>> Attributes { get; } = [];

    public List<SafeNode> Children { get; } = [];

    public void Set(string name, string value) => Attributes.Add(new(name, value));

    public void AddText(string text)
    {
        if (text.Length == 0) return;
        if (Children.Count > 0 && Children[^1] is SafeText last) last.Text += text;
        else Children.Add(new SafeText(text));
    }
}
