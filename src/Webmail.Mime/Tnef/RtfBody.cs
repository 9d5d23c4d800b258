namespace Webmail.Mime.Tnef;

/// <summary>What a message body in rich text really was: HTML that Outlook wrapped (MS-OXRTFEX), or else its words.</summary>
public static class RtfBody
{
    // The mark stands among the first words of the document (MS-OXRTFEX section 2.2.3.1).
    private const int MarkWithin = 512;

    /// <summary>The HTML that the rich text was made from, byte for byte but for line ends, or null where it was not made from HTML.</summary>
    public static string? FindHtml(ReadOnlySpan<byte> rtf) =>
        rtf[..Math.Min(rtf.Length, MarkWithin)].IndexOf("\\fromhtml"u8) >= 0 ? new RtfReader(rtf, html: true).Read() : null;

    /// <summary>The words of the document, paragraphs ended by LF; without pictures, notes about fonts and the like.</summary>
    public static string ToText(ReadOnlySpan<byte> rtf) => new RtfReader(rtf, html: false).Read();
}
