using System.Globalization;
using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap.Tracing;

/// <summary>One line of a conversation as a trace shows it.</summary>
/// <param name="Connection">Which connection, counted from 1 by the tap.</param>
/// <param name="IsServers">The server said it; else we did.</param>
/// <param name="Text">The skeleton: words of the protocol, numbers, system flags and lengths («12 octets»), and nothing else.</param>
public readonly record struct WireLine(int Connection, bool IsServers, string Text);

/// <summary>
/// Where the conversations of an account can be listened to: any number of connections, living ones and those to come. What is told is the protocol's skeleton alone; neither
/// secrets nor anything that a person or a mail says ever reaches the listener. Costs a look at a field per line while nobody listens.
/// </summary>
public sealed class WireTap
{
    private volatile Action<WireLine>? _listener;
    private int _connections;

    /// <summary>Tells each line from now on; null ends it. Called on the connections' own loops, from several at a time: must neither block nor throw.</summary>
    public void TellTo(Action<WireLine>? listener) => _listener = listener;

    internal int Enter() => Interlocked.Increment(ref _connections);

    internal void Server(int connection, in ImapFrame frame)
    {
        if (_listener is { } listener)
        {
            listener(new WireLine(connection, true, ServerTrace.Of(frame)));
        }
    }

    internal void Client(int connection, string tag, ImapRequest request)
    {
        if (_listener is { } listener)
        {
            listener(new WireLine(connection, false, ClientTrace.Of(tag, request)));
        }
    }

    /// <summary>A line of ours that is no command: the end of IDLE, an answer of a sign-in.</summary>
    internal void Client(int connection, string? word, int octets)
    {
        if (_listener is { } listener)
        {
            listener(new WireLine(connection, false, word ?? string.Create(CultureInfo.InvariantCulture, $"«{octets} octets»")));
        }
    }
}
