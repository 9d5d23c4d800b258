using System.Text;

namespace Webmail.Protocols.Smtp.Wire;

/// <summary>One command, built of typed values. The last wall against injection: a control character cannot be in it.</summary>
internal sealed class CommandLine
{
    private readonly StringBuilder _text;

    public CommandLine(string verb) => (Name, _text) = (verb, new StringBuilder(verb));

    /// <summary>The command's name without arguments, for logs and exceptions.</summary>
    public string Name { get; }

    /// <summary>A space and a word.</summary>
    public CommandLine Add(string word)
    {
        if (word.Length == 0 || word.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029'))
        {
            throw new ArgumentException($"{Name}: an argument cannot be empty or hold control characters.", nameof(word));
        }

        _text.Append(' ').Append(word);
        return this;
    }

    /// <summary>As octets with CRLF.</summary>
    public byte[] ToOctets() => Encoding.UTF8.GetBytes(_text.ToString() + "\r\n");
}
