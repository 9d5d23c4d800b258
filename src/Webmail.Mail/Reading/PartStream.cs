namespace Webmail.Mail.Reading;

/// <summary>A decoded part on its way from the server.</summary>
public sealed class PartStream(Stream content, string mediaType, string fileName, long? length, Func<ValueTask> release) : IAsyncDisposable
{
    /// <summary>Decoded bytes; read once, forward only.</summary>
    public Stream Content { get; } = content;

    /// <summary>As the mail declares it; never to be sent to a browser as the response's type.</summary>
    public string MediaType { get; } = mediaType;

    /// <summary>Cleaned name for a download.</summary>
    public string FileName { get; } = fileName;

    /// <summary>Exact decoded length where it is known.</summary>
    public long? Length { get; } = length;

    public async ValueTask DisposeAsync()
    {
        await Content.DisposeAsync();
        await release();
    }
}
