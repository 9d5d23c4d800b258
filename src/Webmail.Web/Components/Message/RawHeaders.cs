using System.Text;
using Webmail.Mail.Reading;

namespace Webmail.Web.Components.Message;

/// <summary>A message's header as it came, made fit to be read: no control or direction characters, line ends as they are.</summary>
internal static class RawHeaders
{
    public static string Text(ReadOnlySpan<byte> raw)
    {
        var text = new StringBuilder(raw.Length);
        foreach (var line in Encoding.UTF8.GetString(raw).ReplaceLineEndings("\n").Split('\n'))
        {
            // Each piece apart, because a long line is cut where it is cleaned, and a fold's white space means something here.
            if (line.Length > 0 && line[0] is ' ' or '\t') text.Append("    ");
            text.Append(ReadableText.Of(line)).Append('\n');
        }

        return text.ToString().TrimEnd();
    }
}
