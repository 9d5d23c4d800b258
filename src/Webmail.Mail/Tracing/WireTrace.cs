using System.Globalization;
using System.Text;
using Webmail.Protocols.Imap.Tracing;

namespace Webmail.Mail.Tracing;

/// <summary>The last lines of one account's conversations, in bounded memory.</summary>
internal sealed class WireTrace(TimeProvider time)
{
    /// <summary>Lines that are kept: some minutes of a busy person.</summary>
    internal const int MostLines = 5_000;

    /// <summary>And their characters: 1 MiB of memory.</summary>
    internal const int MostCharacters = 512 * 1024;

    private readonly Lock _lock = new();
    private readonly Queue<string> _lines = new();
    private int _characters;
    private long _dropped;

    public int Count
    {
        get
        {
            lock (_lock) return _lines.Count;
        }
    }

    public void Add(WireLine line)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():HH:mm:ss.fff} #{line.Connection} {(line.IsServers ? "S" : "C")} {line.Text}");
        lock (_lock)
        {
            _lines.Enqueue(text);
            _characters += text.Length;
            while (_lines.Count > MostLines || _characters > MostCharacters)
            {
                _characters -= _lines.Dequeue().Length;
                _dropped++;
            }
        }
    }

    public string Text()
    {
        lock (_lock)
        {
            var text = new StringBuilder(_characters + _lines.Count + 64);
            if (_dropped > 0) text.Append(CultureInfo.InvariantCulture, $"({_dropped} earlier lines are no longer kept)\n");
            return text.AppendJoin('\n', _lines).Append('\n').ToString();
        }
    }
}
