using System.Text;

namespace Webmail.Html.Sanitizing;

/// <summary>A node of the tree we build: text, or one of our listed elements.</summary>
internal abstract class SafeNode;

/// <summary>Text, never empty; neighbours are joined.</summary>
internal sealed class SafeText(string text) : SafeNode
{
    private string _text = text;
    private StringBuilder? _joined;

    public string Text
    {
        get
        {
            if (_joined is null) return _text;
            _text = _joined.ToString();
            _joined = null;
            return _text;
        }
    }

    /// <summary>Collected, not concatenated: a hundred thousand unwrapped elements leave as many pieces.</summary>
    public void Append(string more) => (_joined ??= new StringBuilder(_text)).Append(more);
}

/// <summary>An element with attributes in the order they are written. Most have neither or one of them: the lists are made when needed.</summary>
internal sealed class SafeElement(string name) : SafeNode
{
    private List<KeyValuePair<string, string>>? _attributes;
    private List<SafeNode>? _children;

    public string Name { get; } = name;

    public IReadOnlyList<KeyValuePair<string, string>> Attributes => _attributes ?? (IReadOnlyList<KeyValuePair<string, string>>)[];

    public IReadOnlyList<SafeNode> Children => _children ?? (IReadOnlyList<SafeNode>)[];

    /// <summary>An attribute's value; null without one.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (var (key, value) in Attributes)
            {
                if (key == name) return value;
            }
            return null;
        }
    }

    /// <summary>Another value for an attribute that is there.</summary>
    public void Change(string name, string value) => _attributes![_attributes.FindIndex(attribute => attribute.Key == name)] = new(name, value);

    public void Set(string name, string value) => (_attributes ??= new(1)).Add(new(name, value));

    /// <summary>Puts a class in front of the others, where the order of attributes has it.</summary>
    public void AddFirstClass(string name)
    {
        _attributes ??= [];
        var at = _attributes.FindIndex(attribute => attribute.Key == "class");
        if (at < 0) _attributes.Insert(_attributes is [{ Key: "id" }, ..] ? 1 : 0, new("class", name));
        else if (!_attributes[at].Value.Split(' ').Contains(name)) _attributes[at] = new("class", name + " " + _attributes[at].Value);
    }

    public void Add(SafeNode child) => (_children ??= new(1)).Add(child);

    public void AddText(string text)
    {
        if (text.Length == 0) return;
        if (_children is [.., SafeText last]) last.Append(text);
        else Add(new SafeText(text));
    }
}
