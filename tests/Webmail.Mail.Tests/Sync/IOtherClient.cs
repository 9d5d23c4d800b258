namespace Webmail.Mail.Tests.Sync;

/// <summary>A client of the same account that shares nothing with the product's sessions.</summary>
internal interface IOtherClient : IAsyncDisposable
{
    /// <summary>One thing that people's mail programs do, by chance.</summary>
    Task ActAsync(Random random, CancellationToken ct);
}
