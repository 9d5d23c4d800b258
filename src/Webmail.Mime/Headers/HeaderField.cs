namespace Webmail.Mime.Headers;

/// <summary>Where one field stands inside its block. All places are bytes from the start of the block.</summary>
/// <param name="Start">The first byte of the name.</param>
/// <param name="NameLength">Bytes of the name, without white space before the colon.</param>
/// <param name="ValueStart">The byte after the colon.</param>
/// <param name="End">The byte after the field's last line end.</param>
public readonly record struct HeaderField(int Start, int NameLength, int ValueStart, int End);
