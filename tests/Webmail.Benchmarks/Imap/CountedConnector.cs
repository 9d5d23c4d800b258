using Webmail.Protocols.Net;
using Webmail.TestKit.Streams;

namespace Webmail.Benchmarks.Imap;

/// <summary>Counts the octets of a connection both ways, below TLS.</summary>
internal sealed class CountedConnector : INetworkConnector
{
    public long Down { get; private set; }

    public long Up { get; private set; }

    public async ValueTask<Stream> ConnectAsync(string host, int port, CancellationToken ct) =>
        new Counted(await TcpConnector.Instance.ConnectAsync(host, port, ct), this);

    private sealed class Counted(Stream inner, CountedConnector counts) : NetworkLikeStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await inner.ReadAsync(buffer, cancellationToken);
            counts.Down += read;
            return read;
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            counts.Up += buffer.Length;
            return inner.WriteAsync(buffer, cancellationToken);
        }

        public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
