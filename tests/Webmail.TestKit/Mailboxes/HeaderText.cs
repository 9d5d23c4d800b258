using System.Text;

namespace Webmail.TestKit.Mailboxes;

/// <summary>Header values for generated mail: encoded words (RFC 2047), addresses (RFC 5322), parameters (RFC 2231).</summary>
internal static class HeaderText
{
    // 75 characters at most for an encoded word, less "=?gb18030?B??=".
    private const int BytesPerWord = 42;

    public static string Words(string text, Encoding? charset = null)
    {
        if (text.All(char.IsAscii)) return Folded(text);
        charset ??= Encoding.UTF8;
        var words = new StringBuilder();
        var chunk = new StringBuilder();
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (charset.GetByteCount(chunk.ToString() + rune) > BytesPerWord) Flush();
            chunk.Append(rune);
        }
        Flush();
        return words.ToString();

        void Flush()
        {
            if (words.Length > 0) words.Append("\r\n ");
            words.Append("=?").Append(charset.WebName).Append("?B?").Append(Convert.ToBase64String(charset.GetBytes(chunk.ToString()))).Append("?=");
            chunk.Clear();
        }
    }

    public static string Address(Person person)
    {
        if (person.Name.Length == 0) return person.Address;
        if (!person.Name.All(char.IsAscii)) return $"{Words(person.Name)} <{person.Address}>";
        bool plain = person.Name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is ' ' or '-');
        string name = plain ? person.Name : $"\"{person.Name.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
        return $"{name} <{person.Address}>";
    }

    public static string Addresses(IEnumerable<Person> people) => string.Join(",\r\n ", people.Select(Address));

    public static string Parameter(string name, string value) => value.All(char.IsAscii)
        ? $";\r\n {name}=\"{value}\""
        : $";\r\n {name}*=UTF-8''{Uri.EscapeDataString(value)}";

    private static string Folded(string text)
    {
        var folded = new StringBuilder();
        int column = 10;
        foreach (string word in text.Split(' '))
        {
            if (folded.Length > 0)
            {
                folded.Append(column + word.Length > 76 ? "\r\n " : " ");
                column = column + word.Length > 76 ? 1 : column + 1;
            }
            folded.Append(word);
            column += word.Length;
        }
        return folded.ToString();
    }
}
