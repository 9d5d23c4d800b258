using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap.Commands;

/// <summary>What a query is written with: a key that the server does not know is written in others that say nearly the same.</summary>
/// <param name="Request">The command.</param>
/// <param name="Capabilities">The server's.</param>
/// <param name="Now">For keys that count from now.</param>
internal readonly record struct SearchWriter(ImapRequest Request, ImapCapabilities Capabilities, DateTimeOffset Now)
{
    /// <summary>The same, after a word of ours.</summary>
    public SearchWriter After(string word)
    {
        Request.Raw(word);
        return this;
    }
}
