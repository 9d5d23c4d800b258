using System.Globalization;
using System.Text;
using Webmail.Mail.Messages;

namespace Webmail.Web.Components.Mailbox;

/// <summary>Initials and a steady colour for a person; nothing is fetched to draw them.</summary>
internal static class Avatar
{
    /// <summary>Steps of 15 degrees, as the style sheet has classes for.</summary>
    private const int Hues = 24;

    private static readonly string[] Machines = ["noreply", "no-reply", "newsletter", "news", "info", "billing", "notifications", "notify", "list", "alerts", "support", "hello"];

    public static string HueClass(Correspondent person)
    {
        var hash = 2166136261u;
        foreach (var unit in person.Address.Length > 0 ? person.Address : person.Name)
            hash = (hash ^ char.ToLowerInvariant(unit)) * 16777619u;
        return "h-" + ((hash >> 8) % Hues * 15).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Round for people, square for what looks like a machine or a list.</summary>
    public static bool IsSquare(Correspondent person)
    {
        var at = person.Address.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && Machines.Any(name => person.Address.AsSpan(0, at).StartsWith(name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>First letters of the first and last word; one for scripts that are written without capitals.</summary>
    public static string Initials(Correspondent person)
    {
        var words = person.Display.Split([' ', '.', '-', '_', '@', ',', '"', '\''], StringSplitOptions.RemoveEmptyEntries)
            .Where(word => Rune.TryGetRuneAt(word, 0, out var rune) && Rune.IsLetterOrDigit(rune)).ToArray();
        if (words.Length == 0)
            return "?";
        if (words.Length == 1 || person.Name.Length == 0)
            return First(words[0]);
        return First(words[0]) + First(words[^1]);
    }

    private static string First(string word) => StringInfo.GetNextTextElement(word).ToUpper(CultureInfo.CurrentCulture);
}
