using System.Collections.Frozen;
using System.Text;

namespace Webmail.Mail.Trust;

/// <summary>
/// Which part of a domain name one owner has registered (publicsuffix.org, the list of 2023-02-09 as Debian ships it, embedded). A suffix that is younger than the list counts as
/// the default rule has it: its last label.
/// </summary>
internal static class PublicSuffixes
{
    private static readonly Lazy<(FrozenSet<string> Rules, FrozenSet<string> Wildcards, FrozenSet<string> Exceptions)> List = new(Load);

    /// <summary>The organisational domain (RFC 7489 section 3.2) of a normalised name; null for a name that is a suffix itself, or an address.</summary>
    public static string? Organisation(string domain)
    {
        var (rules, wildcards, exceptions) = List.Value;
        var labels = domain.Split('.');
        if (labels.Length < 2 || labels.Any(label => label.Length == 0) || labels[^1].All(char.IsAsciiDigit)) return null;
        var suffix = 1;
        for (var from = 0; from < labels.Length; from++)
        {
            var name = string.Join('.', labels[from..]);
            var length = labels.Length - from;
            if (exceptions.Contains(name))
            {
                suffix = length - 1;
                break;
            }

            if (rules.Contains(name) || (from > 0 && wildcards.Contains(name) && ++length > 0))
            {
                suffix = length;
                break;
            }
        }

        return labels.Length > suffix ? string.Join('.', labels[^(suffix + 1)..]) : null;
    }

    private static (FrozenSet<string>, FrozenSet<string>, FrozenSet<string>) Load()
    {
        var (rules, wildcards, exceptions) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        using var stream = typeof(PublicSuffixes).Assembly.GetManifestResourceStream("public_suffix_list.dat") ?? throw new InvalidOperationException("The list of public suffixes is not in the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            var rule = line.AsSpan().Trim().ToString();
            if (rule.Length == 0 || rule.StartsWith("//", StringComparison.Ordinal)) continue;
            var (into, name) = rule switch
            {
                ['!', .. var exception] => (exceptions, exception),
                ['*', '.', .. var parent] => (wildcards, parent),
                _ => (rules, rule),
            };
            if (DomainNames.Normalise(name) is { } normal) into.Add(normal);
        }

        return (rules.ToFrozenSet(StringComparer.Ordinal), wildcards.ToFrozenSet(StringComparer.Ordinal), exceptions.ToFrozenSet(StringComparer.Ordinal));
    }
}
