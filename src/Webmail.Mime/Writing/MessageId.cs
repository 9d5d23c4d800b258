using System.Buffers;

namespace Webmail.Mime.Writing;

/// <summary>A message or content identifier without its angle brackets: visible ASCII, no brackets, no spaces (RFC 5322 section 3.6.4).</summary>
public readonly record struct MessageId
{
    private static readonly SearchValues<char> Forbidden = SearchValues.Create("<>\"\\()");
    private readonly string? _text;

    /// <exception cref="FormatException">Empty, longer than 900 characters (one line), or with a character that an identifier cannot have.</exception>
    public MessageId(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!IsValid(text)) throw new FormatException("An identifier is visible ASCII without angle brackets.");
        _text = text;
    }

    public string Text => _text ?? throw new InvalidOperationException("The identifier was never set.");

    /// <summary>Those of <paramref name="ids"/> that can be written: identifiers of other people's messages are not always valid.</summary>
    public static IReadOnlyList<MessageId> Valid(IEnumerable<string> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return ids.Where(IsValid).Select(id => new MessageId(id)).ToList();
    }

    private static bool IsValid(string text) => text.Length is > 0 and <= 900 && !text.AsSpan().ContainsAnyExceptInRange('!', '~') && !text.AsSpan().ContainsAny(Forbidden);

    public override string ToString() => Text;
}
