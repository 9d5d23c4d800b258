using System.Globalization;

namespace Webmail.Protocols.Smtp;

/// <summary>What a server announced with EHLO (RFC 5321 section 4.1.1.1). Immutable; keywords compare without case.</summary>
public sealed class SmtpCapabilities
{
    private readonly Dictionary<string, IReadOnlyList<string>> _keywords = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="lines">One keyword with its parameters each, without the reply code.</param>
    public SmtpCapabilities(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            // "AUTH=LOGIN" is how servers wrote it before RFC 2554; they still say both.
            var words = (line.StartsWith("AUTH=", StringComparison.OrdinalIgnoreCase) ? "AUTH " + line[5..] : line).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 0)
            {
                _keywords[words[0]] = _keywords.TryGetValue(words[0], out var known) ? [.. known, .. words[1..]] : words[1..];
            }
        }

        AuthMechanisms = [.. Parameters("AUTH").Select(name => name.ToUpperInvariant()).Distinct(StringComparer.Ordinal)];
        SizeLimit = Number("SIZE", 0) is > 0 and var octets ? octets : null;
        HoldLimit = Number("FUTURERELEASE", 0) is > 0 and var seconds and < int.MaxValue ? TimeSpan.FromSeconds(seconds) : null;
    }

    public static SmtpCapabilities None { get; } = new([]);

    /// <summary>SASL mechanisms, upper case, in the server's order.</summary>
    public IReadOnlyList<string> AuthMechanisms { get; }

    /// <summary>Octets of the largest message (RFC 1870); null when there is no fixed limit.</summary>
    public long? SizeLimit { get; }

    /// <summary>The longest time the server holds a message back (RFC 4865); null when it does not, or does not say.</summary>
    public TimeSpan? HoldLimit { get; }

    public IReadOnlyCollection<string> Keywords => _keywords.Keys;

    /// <summary>True for an announced keyword: "PIPELINING", "8BITMIME", "SMTPUTF8", "CHUNKING", "BINARYMIME", "DSN", "FUTURERELEASE", "REQUIRETLS", "BURL", ...</summary>
    public bool Has(string keyword) => _keywords.ContainsKey(keyword);

    /// <summary>What follows a keyword on its line; empty when nothing does or it was not announced.</summary>
    public IReadOnlyList<string> Parameters(string keyword) => _keywords.TryGetValue(keyword, out var parameters) ? parameters : [];

    public override string ToString() => string.Join(", ", _keywords.Select(pair => string.Join(' ', pair.Value.Prepend(pair.Key))));

    private long Number(string keyword, int index) =>
        Parameters(keyword) is var parameters && parameters.Count > index
            && long.TryParse(parameters[index], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
