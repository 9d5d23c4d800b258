using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Webmail.Protocols.Imap.Grammar;
using Webmail.Protocols.Imap.Wire;

namespace Webmail.Tool.Commands;

/// <summary>
/// What we understand of a server's replies: standard input holds them as they came over the wire (bare line feeds are taken
/// too), the answer is one line of JSON for each response.
/// </summary>
internal sealed class ImapResponseCommand : ICommand
{
    private static readonly JsonWriterOptions Line = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Name => "imap-response";

    public string Usage => "[--utf8]    a server's replies on standard input, to a line of JSON each; --utf8: as after ENABLE UTF8=ACCEPT";

    public async Task<int> RunAsync(CommandContext context, CancellationToken ct)
    {
        if (context.Arguments is not ([] or ["--utf8"]))
            throw new UsageException("unknown argument");
        var utf8 = context.Arguments.Count > 0;
        var lines = new ArrayBufferWriter<byte>();
        foreach (var frame in ResponseFrames.Cut(await context.ReadInputAsync(ct)))
        {
            var response = ImapGrammar.ParseResponse(new ImapFrame(frame), utf8, out var quirks);
            await using (var json = new Utf8JsonWriter(lines, Line))
                ImapResponseJson.Write(json, response, frame.Span, quirks);
            lines.Write("\n"u8);
            await context.Output.WriteAsync(lines.WrittenMemory, ct);
            lines.ResetWrittenCount();
        }

        await context.Output.FlushAsync(ct);
        return ExitCode.Answered;
    }
}
