using System.Net;
using System.Net.Sockets;

namespace Webmail.Protocols.Net;

/// <summary>Plain TCP: resolves, tries the addresses in the resolver's order, keeps the first that answers. No address is refused.</summary>
public sealed class TcpConnector : INetworkConnector
{
    /// <summary>A name with more addresses than this is not a mail server; the rest are not tried.</summary>
    private const int AddressesTried = 8;

    /// <summary>The one instance; it holds no state.</summary>
    public static TcpConnector Instance { get; } = new();

    /// <inheritdoc/>
    public async ValueTask<Stream> ConnectAsync(string host, int port, CancellationToken ct)
    {
        var addresses = await ResolveAsync(host, ct).ConfigureAwait(false);
        SocketException? last = null;
        foreach (var address in addresses.Take(AddressesTried))
        {
            try
            {
                return await ConnectAsync(address, port, ct).ConfigureAwait(false);
            }
            catch (SocketException e)
            {
                last = e;
            }
        }

        var failure = last is { SocketErrorCode: SocketError.TimedOut } ? ConnectFailure.TimedOut : ConnectFailure.Refused;
        throw new ConnectFailedException(failure, $"No connection to {host}:{port}: {last?.SocketErrorCode.ToString() ?? "no address"}.", last);
    }

    /// <summary>Connects a socket to one address, with the options a long-lived mail connection needs.</summary>
    /// <exception cref="SocketException">No connection to that address.</exception>
    public static async ValueTask<Stream> ConnectAsync(IPAddress address, int port, CancellationToken ct)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.NoDelay = true;

            // A connection in IDLE is silent for minutes: without probes a half-open one is noticed only when we next write.
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 120);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 20);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 4);
            await socket.ConnectAsync(new IPEndPoint(address, port), ct).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async ValueTask<IPAddress[]> ResolveAsync(string host, CancellationToken ct)
    {
        if (IPAddress.TryParse(host, out var literal))
        {
            return [literal];
        }

        try
        {
            return await Dns.GetHostAddressesAsync(host, ct).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            throw new ConnectFailedException(ConnectFailure.UnknownHost, $"The host name {host} does not resolve.", e);
        }
    }
}
