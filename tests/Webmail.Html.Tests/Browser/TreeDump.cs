using System.Text.Encodings.Web;
using System.Text.Json;
using AngleSharp.Dom;

namespace Webmail.Html.Tests.Browser;

/// <summary>The same text for a tree as the browser's script writes.</summary>
internal static class TreeDump
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(INode node) => node switch
    {
        IText text => Quote(text.Data),
        IElement element => $"<{element.NamespaceUri} {element.LocalName}{string.Concat(element.Attributes.Select(a => $" {a.Name}={Quote(a.Value)}"))}>{string.Concat(element.ChildNodes.Select(Of))}</>",
        _ => "?" + (int)node.NodeType,
    };

    private static string Quote(string text)
    {
        // What JSON.stringify escapes, and nothing more.
        var quoted = new System.Text.StringBuilder("\"");
        foreach (var c in text)
        {
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\t' => "\\t",
                < ' ' => JsonSerializer.Serialize(c.ToString(), Json)[1..^1],
                _ => c.ToString(),
            });
        }
        return quoted.Append('"').ToString();
    }
}
