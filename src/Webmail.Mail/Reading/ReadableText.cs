namespace Webmail.Mail.Reading;

/// <summary>Words of files that came with a message (calendars, contact cards, nested messages), made fit to stand in our interface.</summary>
public static class ReadableText
{
    /// <summary>One line without control, direction and invisible characters, cut where no screen shows more.</summary>
    public static string Of(string text) => CleanText.Of(text);

    /// <summary>The same for a text of several lines.</summary>
    public static string LinesOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.Join('\n', text.Split('\n', MaxLines).Select(CleanText.Of));
    }

    /// <summary>Lines kept of one field: more is a document, not a note.</summary>
    private const int MaxLines = 200;
}
