using System.Text;

namespace Webmail.Mime.Calendar;

/// <summary>NAME=value,"value";NAME=value (RFC 5545 section 3.2), with RFC 6868's ^n, ^' and ^^.</summary>
internal static class ContentParameters
{
    public static IReadOnlyList<ContentParameter> Parse(string text)
    {
        var parameters = new List<ContentParameter>();
        var name = "";
        var value = new StringBuilder();
        var (quoted, hasName) = (false, false);
        for (var i = 0; i <= text.Length && parameters.Count < ContentLimits.MaxParameters; i++)
        {
            var c = i < text.Length ? text[i] : ';';
            if (i < text.Length && c == '"')
            {
                quoted = !quoted;
            }
            else if (!hasName && c == '=')
            {
                (name, hasName) = (value.ToString().Trim().ToUpperInvariant(), true);
                value.Clear();
            }
            else if (i == text.Length || (!quoted && c is ';' or ','))
            {
                Add();
                if (c == ';') hasName = false;
            }
            else if (c == '^' && i + 1 < text.Length && text[i + 1] is 'n' or '\'' or '^')
            {
                value.Append(text[++i] switch { 'n' => '\n', '\'' => '"', _ => '^' });
            }
            else
            {
                value.Append(c);
            }
        }

        return parameters;

        void Add()
        {
            var content = ContentText.Unescape(value.ToString());
            if (hasName && name.Length > 0) parameters.Add(new ContentParameter(name, content));
            else if (content.Trim() is { Length: > 0 } bare) parameters.Add(new ContentParameter(IsEncoding(bare) ? "ENCODING" : "TYPE", bare));
            value.Clear();
        }
    }

    private static bool IsEncoding(string bare) => bare.ToUpperInvariant() is "QUOTED-PRINTABLE" or "BASE64" or "8BIT" or "7BIT";
}
