namespace Webmail.Html.Tokens;

/// <summary>What the scanner found.</summary>
internal enum HtmlTagKind
{
    Text,
    Start,
    End,
    Comment,
}
