using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace Webmail.Protocols.Imap;

/// <summary>
/// Events on their way to their reader, bounded in number and in the octets they were made of. When nobody reads them they are dropped
/// together and one event says so: what is lost in part is better asked again as a whole.
/// </summary>
internal sealed class EventBacklog(ImapLimits limits) : ChannelReader<ImapEvent>
{
    private readonly Channel<(ImapEvent Said, int Bytes)> _events =
        Channel.CreateBounded<(ImapEvent Said, int Bytes)>(new BoundedChannelOptions(limits.EventBacklog) { SingleWriter = true });

    private long _bytes;

    public override Task Completion => _events.Reader.Completion;

    public override bool CanCount => true;

    public override int Count => _events.Reader.Count;

    public override bool TryRead([MaybeNullWhen(false)] out ImapEvent item)
    {
        var found = _events.Reader.TryRead(out var next);
        item = next.Said;
        Interlocked.Add(ref _bytes, -next.Bytes);
        return found;
    }

    public override ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken = default) => _events.Reader.WaitToReadAsync(cancellationToken);

    /// <summary>Reader loop: adds an event.</summary>
    public void Add(ImapEvent said, int bytes)
    {
        if (Interlocked.Add(ref _bytes, bytes) <= limits.EventBytes && _events.Writer.TryWrite((said, bytes)))
        {
            return;
        }

        Interlocked.Add(ref _bytes, -bytes);
        Forget();
        _events.Writer.TryWrite((new MailboxResyncEvent(), 0));
    }

    /// <summary>Drops what nobody has read.</summary>
    public void Forget()
    {
        while (TryRead(out _))
        {
            // Gone.
        }
    }

    public void Complete() => _events.Writer.TryComplete();
}
