namespace Webmail.Html.TextConversion;

/// <summary>How the part was declared.</summary>
/// <param name="Flowed">Content-Type says format=flowed (RFC 3676): lines that end in a space go on. Default false.</param>
/// <param name="DelSp">Content-Type says delsp=yes: the space that marks a flowed line is not part of the text. Default false.</param>
public sealed record PlainTextOptions(bool Flowed = false, bool DelSp = false);
