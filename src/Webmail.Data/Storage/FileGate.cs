namespace Webmail.Data.Storage;

/// <summary>A lock between processes on one machine that the operating system gives back when its holder dies.</summary>
internal sealed class FileGate : IAsyncDisposable
{
    /// <summary>A migration takes seconds; whoever waits longer should be told, not hang.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly FileStream _file;

    private FileGate(FileStream file) => _file = file;

    public static async Task<FileGate> EnterAsync(string path, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        while (true)
        {
            try
            {
                return new FileGate(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException) when (!limit.IsCancellationRequested && File.Exists(path))
            {
                await Task.Delay(Pause, limit.Token);
            }
        }
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
