namespace Webmail.Html.Css;

/// <summary>A declaration built from parsed tokens: a listed property and a value that holds nothing that loads.</summary>
internal readonly record struct CssDeclaration(string Property, string Value, bool Important);
