using System.Buffers;
using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap;

/// <content>COMPRESS: another stream below the same conversation.</content>
public sealed partial class ImapConnection
{
    /// <summary>True when both directions are compressed (RFC 4978).</summary>
    public bool IsCompressed { get; private set; }

    internal Task CompressAsync(string words, CancellationToken ct) =>
        RunAsync(new ImapCommand(words) { Order = CommandOrder.Barrier, Succeeded = _ => DeflateAsync() }, ct);

    // On the reader loop, before the next octet is looked at. The server may compress the octet after its OK, and may have sent some already.
    private async ValueTask DeflateAsync()
    {
        _framer.Forget();
        ReadOnlyMemory<byte> early = default;
        if (_pipe.TryRead(out var read))
        {
            early = read.Buffer.ToArray();
            _pipe.AdvanceTo(read.Buffer.End);
        }

        await _pipe.CompleteAsync().ConfigureAwait(false);
        IsCompressed = true;
        Use(new DeflatedStream(_stream, early, _options.Limits));
    }
}
