using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Webmail.TestKit.Servers;

/// <summary>Picks ports on 127.0.0.1 that nothing listens on.</summary>
public static class LoopbackPorts
{
    // Below the kernel's range for outgoing connections (32768 and up): a client socket of a test that runs
    // beside us can't take the port between our look and the server's bind.
    private const int First = 20000;
    private const int AfterLast = 32000;

    public static int[] Free(int count)
    {
        // Two sockets of ours that only are bound can share a port here, so it is we who see to it that none comes twice.
        var ports = new HashSet<int>(count);
        while (ports.Count < count)
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, RandomNumberGenerator.GetInt32(First, AfterLast)));
                socket.Listen();
                ports.Add(((IPEndPoint)socket.LocalEndPoint!).Port);
            }
            catch (SocketException)
            {
                // Somebody has it.
            }
        }

        return [.. ports];
    }

    /// <summary>True when nothing listens on any of them.</summary>
    public static bool AreFree(IEnumerable<int> ports) => ports.All(port =>
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        // A port whose last connections still linger is free for a listener.
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    });

    public static async ValueTask<bool> IsOpenAsync(int port, CancellationToken ct)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port, ct);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
