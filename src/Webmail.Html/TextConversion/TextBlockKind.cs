namespace Webmail.Html.TextConversion;

/// <summary>What a block of plain text is.</summary>
public enum TextBlockKind
{
    /// <summary>The writer's own words.</summary>
    Text,

    /// <summary>The line that introduces a quote ("On Monday, Ann wrote:").</summary>
    Attribution,

    /// <summary>Quoted lines, their marks taken off.</summary>
    Quote,

    /// <summary>From the line "-- " to the end of that level.</summary>
    Signature,
}
