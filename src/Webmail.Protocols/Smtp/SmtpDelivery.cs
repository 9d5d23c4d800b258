using Webmail.Protocols.Smtp.Commands;
using Webmail.Protocols.Smtp.Wire;

namespace Webmail.Protocols.Smtp;

/// <summary>The content of one message on its way, by DATA, BDAT or BURL, and the answer to it.</summary>
internal sealed class SmtpDelivery(SmtpChannel channel, SmtpCapabilities offered, SmtpContent content, SmtpConnectionOptions options)
{
    /// <summary>What is read from the source at once.</summary>
    public const int BlockBytes = 64 * 1024;

    private long _octets;

    /// <summary>True from the moment on at which the last octet of the message may have reached the server.</summary>
    public bool EndMayBeSent { get; set; }

    /// <summary>True between the server's "go on" and the end of DATA: there only closing the connection takes the message back.</summary>
    public bool InsideData { get; set; }

    /// <summary>True once the server was given a URL to fetch from.</summary>
    public bool NamedUrl { get; set; }

    /// <summary>What the server said last about the content; null when nothing yet.</summary>
    public SmtpReply? LastReply { get; set; }

    public SmtpChannel Channel => channel;

    public SmtpConnectionOptions Options => options;

    public bool Pipelines => offered.Has("PIPELINING");

    private bool UsesChunks => content.Body == SmtpBody.Binary || (content.Transfer == SmtpTransfer.Chunks && offered.Has("CHUNKING"));

    /// <summary>Opens the source before anything is announced; null where URLs are named.</summary>
    /// <exception cref="ContentException">It does not open.</exception>
    public async ValueTask<Stream?> OpenAsync(CancellationToken ct) =>
        content.Open is { } open ? await OpenAsync(open, ct).ConfigureAwait(false) : null;

    /// <exception cref="ContentException">It does not open.</exception>
    public ValueTask<Stream> OpenAsync(Func<CancellationToken, ValueTask<Stream>> open, CancellationToken ct) => GuardAsync(open, ct);

    /// <summary>Sends the content and returns the server's answer to the whole of it, or the refusal that came first.</summary>
    public Task<SmtpReply> RunAsync(Stream? source, CancellationToken ct) =>
        content.Pieces is { } pieces ? JoinedCommand.RunAsync(this, pieces, ct)
        : source is null ? BurlCommand.RunAsync(this, content.Url!, ct)
        : UsesChunks ? BdatCommand.RunAsync(this, source, ChunkEncoder(), ct)
        : DataCommand.RunAsync(this, source, Encoder(stuffDots: true), ct);

    /// <summary>Reads the next block of the source; 0 at its end.</summary>
    /// <exception cref="ContentException">The source failed or stalled, or is longer than the server takes.</exception>
    public async ValueTask<int> ReadAsync(Stream source, Memory<byte> block, CancellationToken ct)
    {
        var read = await GuardAsync(token => source.ReadAsync(block, token), ct).ConfigureAwait(false);
        _octets += read;
        return _octets > offered.SizeLimit
            ? throw new ContentException(SmtpProblem.TooBig, $"The message is longer than the {offered.SizeLimit} octets that the server takes.")
            : read;
    }

    /// <summary>
    /// The answer to the end of the message, waited for as long as it takes: who gives up too early sends twice. A caller who cancels
    /// shortens the wait.
    /// </summary>
    public async Task<SmtpReply> AnswerAsync(Func<CancellationToken, Task<SmtpReply>> read, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(options.Limits.EndOfMessage, options.TimeProvider);
        await using var cancelled = ct.Register(() => patience.CancelAfter(options.Limits.EndOfMessageCancelled)).ConfigureAwait(false);
        return LastReply = await read(patience.Token).ConfigureAwait(false);
    }

    /// <summary>A reply out of place breaks the connection.</summary>
    public async Task<SmtpProtocolException> OutOfPlaceAsync(string command, SmtpReply reply) =>
        await channel.BreakAsync(new SmtpProtocolException($"The server answers {command} with {reply.Code}.")).ConfigureAwait(false);

    /// <summary>Makes lines for BDAT; null where nothing may be touched.</summary>
    public ContentEncoder? ChunkEncoder() => content.Body == SmtpBody.Binary ? null : Encoder(stuffDots: false);

    private ContentEncoder Encoder(bool stuffDots) => new(content.Body, stuffDots, options.Limits.MessageLineBytes);

    private async ValueTask<T> GuardAsync<T>(Func<CancellationToken, ValueTask<T>> act, CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(options.Limits.Block, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        try
        {
            return await act(either.Token).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            ct.ThrowIfCancellationRequested();
            throw new ContentException(SmtpProblem.Source, $"The message could not be read: {e.Message}", e);
        }
    }
}
