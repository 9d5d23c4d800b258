namespace Webmail.Html.Sanitizing;

/// <summary>Why HTML is not shown; the plain text is shown in its place.</summary>
public enum SanitizeRefusal
{
    /// <summary>Not refused.</summary>
    None,

    /// <summary>More characters than <see cref="HtmlLimits.MaxChars"/>.</summary>
    TooLarge,

    /// <summary>Deeper than <see cref="HtmlLimits.MaxDepth"/>.</summary>
    TooDeep,

    /// <summary>More tags, or more open formatting elements, than the limits allow.</summary>
    TooManyElements,

    /// <summary>More attributes than the limits allow, on one tag or in all.</summary>
    TooManyAttributes,

    /// <summary>Took longer than <see cref="HtmlLimits.MaxTime"/>.</summary>
    TooSlow,

    /// <summary>The parser threw.</summary>
    ParserFailed,

    /// <summary>What was written does not read back as the tree it was written from.</summary>
    Unstable,
}
