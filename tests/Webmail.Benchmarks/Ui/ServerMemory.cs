using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Webmail.Benchmarks.Ui;

/// <summary>Memory of another .NET process on this machine, read after a full collection that is asked for over its diagnostics socket.</summary>
/// <param name="Heap">Bytes of live objects after the collection.</param>
/// <param name="Resident">Resident bytes of the process.</param>
internal readonly record struct ServerMemory(long Heap, long Resident)
{
    /// <summary>The runtime's provider with the keyword that makes a trace session start with a full, blocking collection.</summary>
    private const string RuntimeProvider = "Microsoft-Windows-DotNETRuntime";
    private const ulong HeapCollectKeyword = 0x800000;

    /// <summary>The process that is, or was started by, the given one and runs .NET.</summary>
    public static int RuntimeUnder(int process)
    {
        while (Directory.GetFiles(Path.GetTempPath(), $"dotnet-diagnostic-{process}-*-socket").Length == 0)
            process = int.Parse(File.ReadAllText($"/proc/{process}/task/{process}/children").Split(' ')[0], CultureInfo.InvariantCulture);
        return process;
    }

    public static ServerMemory AfterCollection(int process)
    {
        for (var round = 0; round < 2; round++) Collect(process);
        var resident = 0L;
        foreach (var line in File.ReadLines($"/proc/{process}/status"))
            if (line.StartsWith("VmRSS:", StringComparison.Ordinal))
                resident = long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
        return new ServerMemory(PrivateBytes(process), resident);
    }

    /// <summary>Anonymous memory: what the process itself wrote, without code pages and files.</summary>
    private static long PrivateBytes(int process)
    {
        foreach (var line in File.ReadLines($"/proc/{process}/smaps_rollup"))
            if (line.StartsWith("Anonymous:", StringComparison.Ordinal))
                return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
        return 0;
    }

    private static void Collect(int process)
    {
        var socket = Directory.GetFiles(Path.GetTempPath(), $"dotnet-diagnostic-{process}-*-socket").First();
        using var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        client.Connect(new UnixDomainSocketEndPoint(socket));
        client.Send(CollectTracing());
        // The session's stream begins once the collection is over; what it says is of no interest.
        var buffer = new byte[4096];
        client.Receive(buffer);
    }

    /// <summary>CollectTracing (command set 2, id 2) of the diagnostics protocol.</summary>
    private static byte[] CollectTracing()
    {
        using var payload = new MemoryStream();
        Write(payload, 16u); // circular buffer, MB
        Write(payload, 1u); // NetTrace
        Write(payload, 1u); // one provider
        Span<byte> keyword = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(keyword, HeapCollectKeyword);
        payload.Write(keyword);
        Write(payload, 4u); // informational
        Text(payload, RuntimeProvider);
        Text(payload, "");
        var body = payload.ToArray();
        var message = new byte[20 + body.Length];
        "DOTNET_IPC_V1\0"u8.CopyTo(message);
        BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(14), (ushort)message.Length);
        message[16] = 2;
        message[17] = 2;
        body.CopyTo(message, 20);
        return message;
    }

    private static void Write(Stream stream, uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        stream.Write(bytes);
    }

    private static void Text(Stream stream, string text)
    {
        Write(stream, (uint)text.Length + 1);
        stream.Write(Encoding.Unicode.GetBytes(text + "\0"));
    }
}
