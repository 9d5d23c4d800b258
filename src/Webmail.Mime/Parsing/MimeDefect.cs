namespace Webmail.Mime.Parsing;

/// <summary>One deviation.</summary>
/// <param name="Offset">Bytes from the start of the message.</param>
public readonly record struct MimeDefect(MimeDefectKind Kind, long Offset);
