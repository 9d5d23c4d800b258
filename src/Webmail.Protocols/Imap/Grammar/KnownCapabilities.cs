using System.Buffers;
using System.Collections.Concurrent;
using System.Text;

namespace Webmail.Protocols.Imap.Grammar;

/// <summary>
/// Capabilities by their announcement: all connections to servers that say the same share one instance. A list of Dovecot's is 3 KB as an object, and each sign-in hears
/// two.
/// </summary>
internal static class KnownCapabilities
{
    /// <summary>Announcements remembered; beyond, all are forgotten, so that a server that always says something else costs 2 MB at most.</summary>
    private const int Most = 64;

    /// <summary>Octets of an announcement worth remembering. Servers say 100 to 1,200.</summary>
    private const int Longest = 4096;

    private static readonly SearchValues<byte> Plain = SearchValues.Create(Enumerable.Range('!', '~' - '!' + 1).Select(c => (byte)c).Where(c => !"()\"{]".Contains((char)c, StringComparison.Ordinal)).Append((byte)' ').ToArray());
    private static readonly ConcurrentDictionary<string, ImapCapabilities> Known = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, ImapCapabilities>.AlternateLookup<ReadOnlySpan<char>> BySpan = Known.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Capabilities separated by spaces. False for anything but plain words: those are read by the grammar.</summary>
    public static bool TryRead(ReadOnlySpan<byte> announced, out ImapCapabilities capabilities)
    {
        capabilities = ImapCapabilities.None;
        if (announced.Length > Longest || announced.ContainsAnyExcept(Plain))
            return false;
        Span<char> text = stackalloc char[announced.Length];
        Encoding.ASCII.GetChars(announced, text);
        if (BySpan.TryGetValue(text, out var known))
        {
            capabilities = known;
            return true;
        }

        var key = text.ToString();
        capabilities = new ImapCapabilities(key.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        if (Known.Count >= Most)
            Known.Clear();
        Known[key] = capabilities;
        return true;
    }
}
