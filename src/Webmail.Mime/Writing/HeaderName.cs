namespace Webmail.Mime.Writing;

/// <summary>The name of a header field: printable ASCII without colon or space (RFC 5322 section 2.2).</summary>
public readonly record struct HeaderName
{
    private readonly string? _text;

    /// <exception cref="FormatException">Empty, longer than 76 characters, or with a character that a name cannot have.</exception>
    public HeaderName(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length is 0 or > 76 || text.AsSpan().ContainsAnyExceptInRange('!', '~') || text.Contains(':', StringComparison.Ordinal))
            throw new FormatException("A header name is printable ASCII without colon or space.");
        _text = text;
    }

    public string Text => _text ?? throw new InvalidOperationException("The header name was never set.");

    public override string ToString() => Text;
}
