using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap.Commands;

/// <summary>ENABLE (RFC 5161).</summary>
public static class EnableCommand
{
    /// <summary>Enables those of <paramref name="names"/> that are announced and returns what the server enabled. Without ENABLE: nothing.</summary>
    public static async Task<IReadOnlyList<string>> EnableAsync(this ImapConnection connection, IReadOnlyList<string> names, CancellationToken ct)
    {
        var wanted = names.Where(connection.Capabilities.Has).ToList();
        if (wanted.Count == 0 || !connection.Capabilities.Has("ENABLE"))
        {
            return [];
        }

        var enabled = new List<string>();
        var command = new ImapCommand(new ImapRequest("ENABLE").Space().Raw(string.Join(' ', wanted)), "ENABLE")
        {
            // What is enabled changes the meaning of every later response.
            Order = CommandOrder.Barrier,
            Collect = response =>
            {
                if (response is EnabledReply reply)
                {
                    enabled.AddRange(reply.Names);
                }

                return response is EnabledReply;
            },
        };
        await connection.RunAsync(command, ct).ConfigureAwait(false);
        return enabled;
    }
}
