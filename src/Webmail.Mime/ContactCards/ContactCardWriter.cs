using System.Globalization;
using System.Text;
using Webmail.Mime.Calendar;

namespace Webmail.Mime.ContactCards;

/// <summary>
/// Cards to text: vCard 3.0 (RFC 2426) in UTF-8, the version that every address book reads. No value can end its line or begin another property: line feeds are
/// escaped, other control characters left out, names of properties and parameters written only where they are names.
/// </summary>
public static class ContactCardWriter
{
    /// <summary>Octets of a line before it is folded (RFC 2426 section 2.6).</summary>
    private const int LineOctets = 75;

    /// <summary>The whole card, its lines ended by CRLF. Never throws. Postal addresses, web addresses and the birthday are those of <see cref="ContactCard.Others"/>.</summary>
    public static string Write(ContactCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        var output = new StringBuilder();
        Line(output, "BEGIN", "VCARD");
        Line(output, "VERSION", "3.0");
        if (card.Uid is { Length: > 0 } uid) Line(output, "UID", Escape(uid));
        Line(output, "FN", Escape(card.Name));
        if (!card.Others.Any(line => line.Name == "N")) Line(output, "N", NameParts(card.Name));
        foreach (var line in card.Others.Where(line => line.Name == "N")) Other(output, line);
        foreach (var organization in card.Organizations) Line(output, "ORG", Escape(organization));
        foreach (var title in card.Titles) Line(output, "TITLE", Escape(title));
        foreach (var email in card.Emails) Line(output, "EMAIL" + Types(email, "INTERNET"), Escape(email.Value));
        foreach (var phone in card.Phones) Line(output, "TEL" + Types(phone, null), Escape(phone.Value));
        foreach (var note in card.Notes) Line(output, "NOTE", Escape(note));
        if (card.Categories.Count > 0) Line(output, "CATEGORIES", string.Join(',', card.Categories.Select(Escape)));
        foreach (var line in card.Others.Where(line => line.Name != "N")) Other(output, line);
        Line(output, "END", "VCARD");
        return output.ToString();
    }

    /// <summary>Text of any length as a value: RFC 2426 section 4, text-value.</summary>
    private static string Escape(string text)
    {
        var output = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            if (c is '\\' or ',' or ';') output.Append('\\').Append(c);
            else if (c == '\n') output.Append("\\n");
            else if (!IsControl(c)) output.Append(c);
        }

        return output.ToString();
    }

    /// <summary>The last word is taken for the family's name, as most programs do that have only one field.</summary>
    private static string NameParts(string name)
    {
        var last = name.TrimEnd().LastIndexOf(' ');
        return last < 0 ? Escape(name) + ";;;;" : $"{Escape(name[(last + 1)..])};{Escape(name[..last].Trim())};;;";
    }

    private static string Types(ContactValue value, string? first)
    {
        var types = (first is null ? value.Types : [first, .. value.Types]).Where(IsName).ToList();
        return types.Count == 0 ? "" : ";TYPE=" + string.Join(',', types.Select(type => type.ToUpperInvariant()));
    }

    /// <summary>A property as it came. Its value may hold escapes, which stay; its transfer encoding was undone, unless it is a picture's.</summary>
    private static void Other(StringBuilder output, ContentLine line)
    {
        if (!IsName(line.Name) || line.Name is "BEGIN" or "END") return;
        var head = new StringBuilder();
        if (line.Group is { } group && IsName(group)) head.Append(group).Append('.');
        head.Append(line.Name);
        var isBinary = line.Parameter("ENCODING")?.ToUpperInvariant() is "B" or "BASE64" && line.Name is "PHOTO" or "LOGO" or "SOUND" or "KEY";
        foreach (var parameter in line.Parameters.Where(parameter => IsName(parameter.Name) && parameter.Name != "CHARSET" && (isBinary || parameter.Name != "ENCODING")))
        {
            var value = new string([.. parameter.Value.Where(c => !IsControl(c) && c is not ('"' or '\n'))]);
            head.Append(';').Append(parameter.Name).Append('=').Append(value.AsSpan().ContainsAny(",;:") ? $"\"{value}\"" : value);
        }

        if (line.Value.StartsWith("data:", StringComparison.OrdinalIgnoreCase) && line.Parameter("VALUE") is null) head.Append(";VALUE=uri");
        var text = new StringBuilder(line.Value.Length);
        foreach (var c in line.Value)
        {
            if (c == '\n') text.Append(isBinary ? "" : "\\n");
            else if (!IsControl(c)) text.Append(c);
        }

        Line(output, head.ToString(), text.ToString());
    }

    /// <summary>Folded between characters, never inside one.</summary>
    private static void Line(StringBuilder output, string head, string value)
    {
        var octets = 0;
        foreach (var rune in string.Create(CultureInfo.InvariantCulture, $"{head}:{value}").EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LineOctets)
            {
                output.Append("\r\n ");
                octets = 1;
            }

            output.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        output.Append("\r\n");
    }

    private static bool IsName(string text) => text.Length is > 0 and <= 64 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static bool IsControl(char c) => c is < ' ' and not '\t' or (>= '\x7F' and <= '\x9F') or '\u2028' or '\u2029';
}
