using System.Globalization;
using System.Text;

namespace Webmail.TestKit.Imap;

/// <summary>The server's end of one connection: a test says what is heard and what is answered.</summary>
public sealed class ScriptedSession(Stream stream, CancellationToken ct)
{
    private readonly byte[] _buffer = new byte[16 * 1024];
    private readonly List<string> _heard = [];
    private Stream _stream = stream;
    private int _start;
    private int _end;

    /// <summary>Cancelled when the server is disposed.</summary>
    public CancellationToken Ended => ct;

    /// <summary>Every command heard so far, without tags.</summary>
    public IReadOnlyList<string> Heard
    {
        get
        {
            lock (_heard)
            {
                return [.. _heard];
            }
        }
    }

    /// <summary>Octets as they are; "\r\n" must be said.</summary>
    public Task SendAsync(string latin1) => SendAsync(Encoding.Latin1.GetBytes(latin1));

    public Task SendAsync(ReadOnlyMemory<byte> octets) => _stream.WriteAsync(octets, ct).AsTask();

    /// <summary>Whole lines.</summary>
    public Task SayAsync(params string[] lines) => SendAsync(string.Concat(lines.Select(line => line + "\r\n")));

    /// <summary>The greeting, with capabilities unless "".</summary>
    public Task GreetAsync(string capabilities = "IMAP4rev1 AUTH=PLAIN SASL-IR LITERAL+") =>
        SayAsync(capabilities.Length > 0 ? $"* OK [CAPABILITY {capabilities}] ready" : "* OK ready");

    /// <summary>The end of a command.</summary>
    public Task OkAsync(ScriptedCommand command, string text = "done") => SayAsync($"{command.Tag} OK {text}");

    /// <summary>Reads one line without its end.</summary>
    /// <exception cref="EndOfStreamException">The client closed.</exception>
    public async Task<string> LineAsync()
    {
        var line = new List<byte>();
        while (true)
        {
            for (; _start < _end; _start++)
            {
                if (_buffer[_start] == '\n')
                {
                    _start++;
                    return Encoding.Latin1.GetString([.. line]).TrimEnd('\r');
                }

                line.Add(_buffer[_start]);
            }

            await FillAsync();
        }
    }

    /// <summary>Reads one command with its literals; a synchronising one is asked on.</summary>
    public async Task<ScriptedCommand> CommandAsync()
    {
        var line = await LineAsync();
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0)
        {
            Remember(line);
            return new ScriptedCommand("", line, []);
        }

        var (tag, text, literals) = (line[..space], line[(space + 1)..], new List<byte[]>());
        while (LiteralLength(line) is { } length)
        {
            if (!line.EndsWith("+}", StringComparison.Ordinal))
            {
                await SayAsync("+ go on");
            }

            literals.Add(await OctetsAsync(length));
            line = await LineAsync();
            text += Encoding.Latin1.GetString(literals[^1]) + line;
        }

        Remember(text);
        return new ScriptedCommand(tag, text, literals);
    }

    /// <summary>Reads a command that must have this name, and answers OK after the given lines ("{tag}" stands for its tag).</summary>
    public async Task<ScriptedCommand> AnswerAsync(string name, params string[] lines)
    {
        var command = await CommandAsync();
        if (command.Name != name)
        {
            throw new InvalidOperationException($"The script expected {name}, the client said: {command.Text}");
        }

        await SayAsync([.. lines.Select(line => line.Replace("{tag}", command.Tag, StringComparison.Ordinal)), $"{command.Tag} OK done"]);
        return command;
    }

    /// <summary>Greets and takes any sign-in, with the same capabilities before and after.</summary>
    public async Task SignInAsync(string capabilities)
    {
        await GreetAsync(capabilities + " AUTH=PLAIN SASL-IR");
        var command = await CommandAsync();
        await OkAsync(command, $"[CAPABILITY {capabilities}] signed in");
    }

    /// <summary>Signs in, then opens a mailbox with so many messages.</summary>
    public async Task SelectAsync(string capabilities, int exists)
    {
        await SignInAsync(capabilities);
        var command = await CommandAsync();
        await SayAsync(string.Create(CultureInfo.InvariantCulture, $"* {exists} EXISTS"), "* OK [UIDVALIDITY 7] valid", "* OK [UIDNEXT 1000] next");
        await OkAsync(command, "[READ-WRITE] selected");
    }

    /// <summary>Reads exactly so many octets.</summary>
    public async Task<byte[]> OctetsAsync(int count)
    {
        var octets = new byte[count];
        for (var filled = 0; filled < count;)
        {
            if (_start == _end)
            {
                await FillAsync();
            }

            var size = Math.Min(count - filled, _end - _start);
            _buffer.AsSpan(_start, size).CopyTo(octets.AsSpan(filled));
            _start += size;
            filled += size;
        }

        return octets;
    }

    /// <summary>Reads so many octets and keeps none.</summary>
    public async Task SkipAsync(long count)
    {
        while (count > 0)
        {
            if (_start == _end)
            {
                await FillAsync();
            }

            var size = (int)Math.Min(count, _end - _start);
            _start += size;
            count -= size;
        }
    }

    /// <summary>Goes on over another stream (TLS) made of the present one.</summary>
    public async Task UpgradeAsync(Func<Stream, Task<Stream>> wrap) => _stream = await wrap(_stream);

    /// <summary>Closes the connection in the middle of whatever was said.</summary>
    public ValueTask CloseAsync() => _stream.DisposeAsync();

    /// <summary>Waits until the client is gone; what it still says is not heard.</summary>
    public async Task UntilClosedAsync()
    {
        try
        {
            while (true)
            {
                _start = _end;
                await FillAsync();
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // That is what was waited for.
        }
    }

    private static int? LiteralLength(string line)
    {
        var open = line.LastIndexOf('{');
        return open >= 0 && line.EndsWith('}') && int.TryParse(line[(open + 1)..^1].TrimEnd('+'), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            ? length
            : null;
    }

    private void Remember(string text)
    {
        lock (_heard)
        {
            _heard.Add(text);
        }
    }

    private async Task FillAsync()
    {
        _start = 0;
        _end = await _stream.ReadAsync(_buffer, ct);
        if (_end == 0)
        {
            throw new EndOfStreamException("The client closed the connection.");
        }
    }
}
