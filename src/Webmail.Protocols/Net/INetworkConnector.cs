namespace Webmail.Protocols.Net;

/// <summary>Opens the byte stream to a server. The product puts its guard against private addresses here.</summary>
public interface INetworkConnector
{
    /// <summary>Connects to <paramref name="host"/>, without TLS.</summary>
    /// <returns>A stream that owns its socket.</returns>
    ValueTask<Stream> ConnectAsync(string host, int port, CancellationToken ct);
}
