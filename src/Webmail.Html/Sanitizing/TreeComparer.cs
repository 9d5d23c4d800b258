using AngleSharp.Dom;

namespace Webmail.Html.Sanitizing;

/// <summary>Is a parsed tree, node by node and attribute by attribute, the tree we wrote?</summary>
internal static class TreeComparer
{
    public static bool AreEqual(SafeElement ours, INode parsed)
    {
        if (parsed is not IElement element || element.LocalName != ours.Name || element.NamespaceUri != NamespaceNames.HtmlUri) return false;
        if (element.Attributes.Length != ours.Attributes.Count) return false;
        for (var i = 0; i < ours.Attributes.Count; i++)
        {
            var attribute = element.Attributes[i]!;
            if (attribute.Name != ours.Attributes[i].Key || attribute.Value != ours.Attributes[i].Value) return false;
        }
        var child = element.FirstChild;
        foreach (var node in ours.Children)
        {
            if (child is null || !(node is SafeText text ? child is IText parsedText && parsedText.Data == text.Text : AreEqual((SafeElement)node, child)))
                return false;
            child = child.NextSibling;
        }
        return child is null;
    }
}
