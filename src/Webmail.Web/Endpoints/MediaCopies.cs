using Webmail.Mail.Reading;

namespace Webmail.Web.Endpoints;

/// <summary>
/// Decoded sound and film that players jump about in: mail servers give base64 from its start only, so a short while and up to a bound the bytes are held in memory
/// (never on disk, where they would lie in clear).
/// </summary>
internal sealed class MediaCopies(TimeProvider time)
{
    /// <summary>Octets of one part: a song, a minute of film. A longer one plays from its start.</summary>
    internal const int MaxPart = 24 * 1024 * 1024;

    /// <summary>Octets of all copies of this process.</summary>
    private const long MaxAll = 4L * MaxPart;

    /// <summary>After the last look: a pause while listening.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(3);

    private readonly Lock _gate = new();
    private readonly Dictionary<(Guid, MessageReference, string), (ReadOnlyMemory<byte> Bytes, DateTimeOffset Until)> _held = [];

    public ReadOnlyMemory<byte>? Find(PartLink link)
    {
        lock (_gate)
        {
            Sweep(0);
            var key = (link.AccountId, link.Message, link.Section);
            if (!_held.TryGetValue(key, out var copy)) return null;
            _held[key] = (copy.Bytes, time.GetUtcNow() + Lifetime);
            return copy.Bytes;
        }
    }

    public void Keep(PartLink link, ReadOnlyMemory<byte> bytes)
    {
        lock (_gate)
        {
            Sweep(bytes.Length);
            _held[(link.AccountId, link.Message, link.Section)] = (bytes, time.GetUtcNow() + Lifetime);
        }
    }

    /// <summary>Few entries by their bound: looking at all of them costs nothing.</summary>
    private void Sweep(long room)
    {
        var now = time.GetUtcNow();
        foreach (var (key, copy) in _held.ToArray())
        {
            if (copy.Until <= now) _held.Remove(key);
        }

        while (_held.Count > 0 && _held.Values.Sum(copy => (long)copy.Bytes.Length) + room > MaxAll) _held.Remove(_held.MinBy(pair => pair.Value.Until).Key);
    }
}
