using Webmail.Protocols.Imap.Grammar;
using Webmail.Protocols.Imap.Wire;

namespace Webmail.Tool.Commands;

/// <summary>
/// What we understand of a server's replies: standard input holds them as they came over the wire (bare line feeds are taken
/// too), the answer is a JSON list with one entry for each response.
/// </summary>
internal sealed class ImapResponseCommand : ICommand
{
    public string Name => "imap-response";

    public string Usage => "[--utf8]    a server's replies on standard input, to JSON; --utf8: as after ENABLE UTF8=ACCEPT";

    public async Task<int> RunAsync(CommandContext context, CancellationToken ct)
    {
        if (context.Arguments is not ([] or ["--utf8"]))
            throw new UsageException("unknown argument");
        var utf8 = context.Arguments.Count > 0;
        var input = await context.ReadInputAsync(ct);
        await context.WriteJsonAsync(
            json =>
            {
                json.WriteStartArray();
                foreach (var frame in ResponseFrames.Cut(input))
                {
                    var response = ImapGrammar.ParseResponse(new ImapFrame(frame), utf8, out var quirks);
                    json.WriteStartObject();
                    ImapResponseJson.Write(json, response);
                    if (quirks != ServerQuirks.None)
                        json.WriteString("quirks", quirks.ToString());
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            },
            ct);
        return ExitCode.Answered;
    }
}
