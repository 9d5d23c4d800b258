using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Webmail.Protocols.Sasl;

/// <summary>
/// What SCRAM computes of a password (RFC 5802 section 3: ClientKey and ServerKey), remembered in memory, so that the next connections of the same account need no
/// PBKDF2 (milliseconds at 4,096 iterations, a quarter of a second at 600,000). Found only with the very same password, salt and iteration count; kept only after the server proved itself.
/// Any thread may use it.
/// </summary>
public sealed class ScramKeys : IDisposable
{
    /// <summary>Accounts of one process; each entry is some 300 octets. The oldest goes first.</summary>
    private const int EntriesMost = 10_000;

    // Names entries by something that cannot be computed from a dump of the names alone.
    private readonly byte[] _name = RandomNumberGenerator.GetBytes(32);
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly TimeSpan _lifetime;
    private readonly ITimer _cleaning;

    /// <param name="time">The clock.</param>
    /// <param name="lifetime">How long unused keys are kept; overwritten at the latest a quarter later.</param>
    public ScramKeys(TimeProvider time, TimeSpan lifetime)
    {
        (_time, _lifetime) = (time, lifetime);
        _cleaning = time.CreateTimer(_ => Clean(), null, lifetime / 4, lifetime / 4);
    }

    /// <summary>How many sign-ins were spared the computing.</summary>
    public long Found { get; private set; }

    /// <summary>Forgets everything of a user: on signing out, or when the password changed.</summary>
    public void Forget(string user)
    {
        lock (_gate)
        {
            foreach (var (name, _) in _entries.Where(pair => string.Equals(pair.Value.User, user, StringComparison.Ordinal)).ToList())
            {
                Remove(name);
            }
        }
    }

    /// <summary>Forgets everything and overwrites it.</summary>
    public void Dispose()
    {
        _cleaning.Dispose();
        lock (_gate)
        {
            foreach (var name in _entries.Keys.ToList())
            {
                Remove(name);
            }
        }

        CryptographicOperations.ZeroMemory(_name);
    }

    /// <summary>Copies for the caller to overwrite; null when they have to be computed.</summary>
    internal ScramKeyPair? Find(ScramHash hash, SaslCredentials credentials, byte[] salt, int iterations)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(Name(hash, credentials, salt, iterations), out var entry))
            {
                return null;
            }

            Found++;
            entry.UsedAt = _time.GetTimestamp();
            return new ScramKeyPair([.. entry.Keys.Client], [.. entry.Keys.Server]);
        }
    }

    internal void Keep(ScramHash hash, SaslCredentials credentials, byte[] salt, int iterations, ScramKeyPair keys)
    {
        lock (_gate)
        {
            var name = Name(hash, credentials, salt, iterations);
            Remove(name);
            if (_entries.Count >= EntriesMost)
            {
                Remove(_entries.MinBy(pair => pair.Value.UsedAt).Key);
            }

            _entries.Add(name, new Entry(credentials.User, new ScramKeyPair([.. keys.Client], [.. keys.Server])) { UsedAt = _time.GetTimestamp() });
        }
    }

    // Lengths keep "ab"+"c" apart from "a"+"bc".
    private string Name(ScramHash hash, SaslCredentials credentials, byte[] salt, int iterations)
    {
        var text = Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"{hash.Name} {iterations} {Convert.ToBase64String(salt)} {credentials.User.Length} {credentials.User} {credentials.Secret}"));
        try
        {
            return Convert.ToBase64String(HMACSHA256.HashData(_name, text));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(text);
        }
    }

    private void Clean()
    {
        lock (_gate)
        {
            foreach (var (old, _) in _entries.Where(pair => _time.GetElapsedTime(pair.Value.UsedAt) > _lifetime).ToList())
            {
                Remove(old);
            }
        }
    }

    private void Remove(string name)
    {
        if (_entries.Remove(name, out var entry))
        {
            entry.Keys.Clear();
        }
    }

    private sealed class Entry(string user, ScramKeyPair keys)
    {
        public string User { get; } = user;

        public ScramKeyPair Keys { get; } = keys;

        public long UsedAt { get; set; }
    }
}

/// <summary>ClientKey and ServerKey of RFC 5802 section 3.</summary>
internal readonly record struct ScramKeyPair(byte[] Client, byte[] Server)
{
    public void Clear()
    {
        CryptographicOperations.ZeroMemory(Client);
        CryptographicOperations.ZeroMemory(Server);
    }

    // Never in a text.
    public override string ToString() => "";
}
