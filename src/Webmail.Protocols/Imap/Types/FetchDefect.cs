namespace Webmail.Protocols.Imap;

/// <summary>A piece of a FETCH row that could not be understood or was cut at a limit.</summary>
/// <param name="Item">The data item: "BODYSTRUCTURE".</param>
/// <param name="Reason">The path of grammar rules and what was wrong: "body-fld-param: expected a string".</param>
/// <param name="Offset">Where in the response, in bytes.</param>
/// <param name="Raw">The bytes of the item, at most <see cref="MaxRaw"/>.</param>
public sealed record FetchDefect(string Item, string Reason, int Offset, ReadOnlyMemory<byte> Raw)
{
    /// <summary>Bytes kept for a bug report; the rest of a broken item helps nobody and costs memory for each row.</summary>
    public const int MaxRaw = 512;
}
