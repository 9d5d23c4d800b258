namespace Webmail.Protocols.Net;

/// <summary>
/// Opens a byte stream to a host. The product puts its address guard in here: resolve, accept only allowed addresses,
/// connect to that very address.
/// </summary>
public interface INetworkConnector
{
    /// <summary>Connects to <paramref name="host"/>. The stream is the caller's to dispose.</summary>
    /// <exception cref="ConnectFailedException">No connection; the failure says why.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled.</exception>
    ValueTask<Stream> ConnectAsync(string host, int port, CancellationToken ct);
}
