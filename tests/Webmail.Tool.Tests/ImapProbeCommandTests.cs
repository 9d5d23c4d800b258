using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Webmail.Tool.Tests;

public sealed class ImapProbeCommandTests
{
    [Fact]
    public async Task A_server_tells_its_capabilities()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeAsync(listener, TestContext.Current.CancellationToken);

        var answer = await ProbeAsync(((IPEndPoint)listener.LocalEndpoint).Port);

        Assert.Equal(["AUTH=PLAIN", "IDLE", "IMAP4rev1"], answer.GetProperty("capabilities").EnumerateArray().Select(word => word.GetString()!));
        Assert.Equal("PLAIN", answer.GetProperty("signIn")[0].GetString());
        Assert.True(answer.GetProperty("readyMilliseconds").GetDouble() > 0);
        await serving;
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_an_answer()
    {
        int port;
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            port = ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        Assert.Equal("Refused", (await ProbeAsync(port)).GetProperty("failure").GetString());
    }

    private static async Task<JsonElement> ProbeAsync(int port)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter();
        string[] arguments = ["imap-probe", "127.0.0.1", port.ToString(CultureInfo.InvariantCulture), "--plain"];
        var code = await CommandTable.RunAsync(arguments, Stream.Null, output, error, TestContext.Current.CancellationToken);
        Assert.True(code == 0, error.ToString());
        return JsonDocument.Parse(output.ToArray()).RootElement;
    }

    private static async Task ServeAsync(TcpListener listener, CancellationToken ct)
    {
        using var client = await listener.AcceptTcpClientAsync(ct);
        await using var stream = client.GetStream();
        await stream.WriteAsync("* OK [CAPABILITY IMAP4rev1 IDLE AUTH=PLAIN] ready\r\n"u8.ToArray(), ct);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        while (await reader.ReadLineAsync(ct) is { } line)
        {
            var tag = line.Split(' ')[0];
            if (line.EndsWith("CAPABILITY", StringComparison.OrdinalIgnoreCase))
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"* CAPABILITY IMAP4rev1 IDLE AUTH=PLAIN\r\n{tag} OK done\r\n"), ct);
            else
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"* BYE so long\r\n{tag} OK done\r\n"), ct);
            if (line.EndsWith("LOGOUT", StringComparison.OrdinalIgnoreCase))
                return;
        }
    }
}
