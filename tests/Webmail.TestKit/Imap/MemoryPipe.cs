using System.IO.Pipelines;
using Webmail.TestKit.Faults;
using Webmail.TestKit.Streams;

namespace Webmail.TestKit.Imap;

/// <summary>Two streams that are each other's other end, without a network.</summary>
internal static class MemoryPipe
{
    public static (Stream Client, Stream Server) Create(LineFaults faults)
    {
        // The server's side is bounded like a socket's send buffer, so that back-pressure can be seen.
        var down = new Pipe(new PipeOptions(pauseWriterThreshold: 256 * 1024, resumeWriterThreshold: 128 * 1024, useSynchronizationContext: false));
        var up = new Pipe(new PipeOptions(useSynchronizationContext: false));
        var client = new DuplexStream(down.Reader.AsStream(), up.Writer.AsStream());
        var server = new DuplexStream(up.Reader.AsStream(), down.Writer.AsStream());
        return (new FaultyStream(client, faults), server);
    }
}

/// <summary>Reads from one stream, writes to another, ends both.</summary>
internal sealed class DuplexStream(Stream input, Stream output) : NetworkLikeStream
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => input.ReadAsync(buffer, cancellationToken);

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await output.WriteAsync(buffer, cancellationToken);
        await output.FlushAsync(cancellationToken);
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => output.FlushAsync(cancellationToken);

    protected override void Dispose(bool disposing)
    {
        output.Dispose();
        input.Dispose();
        base.Dispose(disposing);
    }
}
