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
        var children = element.ChildNodes;
        if (children.Length != ours.Children.Count) return false;
        for (var i = 0; i < children.Length; i++)
        {
            var same = ours.Children[i] is SafeText text
                ? children[i] is IText parsedText && parsedText.Data == text.Text
                : AreEqual((SafeElement)ours.Children[i], children[i]);
            if (!same) return false;
        }
        return true;
    }
}
