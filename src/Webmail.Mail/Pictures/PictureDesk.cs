namespace Webmail.Mail.Pictures;

/// <summary>Where pictures are written anew: at most one per processor at a time in the whole process, off the caller's thread.</summary>
public sealed class PictureDesk : IDisposable
{
    private readonly SemaphoreSlim _turns = new(Environment.ProcessorCount);

    /// <inheritdoc cref="PictureRewriter.Rewrite"/>
    public async Task<Picture?> RewriteAsync(ReadOnlyMemory<byte> file, CancellationToken ct)
    {
        await _turns.WaitAsync(ct);
        try
        {
            return await Task.Run(() => PictureRewriter.Rewrite(file.Span), ct);
        }
        finally
        {
            _turns.Release();
        }
    }

    public void Dispose() => _turns.Dispose();
}
