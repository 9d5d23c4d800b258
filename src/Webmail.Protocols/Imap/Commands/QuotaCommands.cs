using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap.Commands;

/// <summary>The quotas that a mailbox counts for.</summary>
/// <param name="Roots">Their names; often one "".</param>
/// <param name="Quotas">Usage and limits of each; a root whose counters may not be seen is missing. STORAGE is in units of 1024 octets.</param>
public sealed record MailboxQuota(IReadOnlyList<string> Roots, IReadOnlyList<QuotaReply> Quotas)
{
    public static MailboxQuota None { get; } = new([], []);
}

/// <summary>GETQUOTAROOT, GETQUOTA and SETQUOTA (RFC 9208, RFC 2087).</summary>
public static class QuotaCommands
{
    /// <summary>The quotas of a mailbox; none without QUOTA.</summary>
    /// <exception cref="ImapCommandException">NONEXISTENT, NOPERM, ...</exception>
    public static async Task<MailboxQuota> QuotaRootAsync(this ImapConnection connection, MailboxName mailbox, CancellationToken ct)
    {
        if (!connection.Capabilities.Has("QUOTA"))
        {
            return MailboxQuota.None;
        }

        IReadOnlyList<string> roots = [];
        var quotas = await RunAsync(
            connection,
            connection.Request("GETQUOTAROOT").Space().Mailbox(mailbox),
            "GETQUOTAROOT",
            response =>
            {
                roots = response is QuotaRootReply reply ? reply.Roots : roots;
                return response is QuotaRootReply;
            },
            ct).ConfigureAwait(false);
        return new MailboxQuota(roots, quotas);
    }

    /// <summary>The counters of one quota root; null when the server tells none.</summary>
    /// <exception cref="ImapCommandException">There is no such root, or it is none of our business.</exception>
    public static async Task<QuotaReply?> QuotaAsync(this ImapConnection connection, string root, CancellationToken ct) =>
        connection.Capabilities.Has("QUOTA")
            ? (await RunAsync(connection, connection.Request("GETQUOTA").Space().String(root), "GETQUOTA", _ => false, ct).ConfigureAwait(false)).FirstOrDefault()
            : null;

    /// <summary>Sets limits of a quota root, for administrators (QUOTASET, RFC 9208; RFC 2087). Resources that are not named lose their limit.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="root">Which.</param>
    /// <param name="limits">Resource name, such as STORAGE (units of 1024 octets), and its limit.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="ImapCommandException">NOPERM, ...</exception>
    /// <exception cref="ArgumentException">A resource's name is no atom.</exception>
    /// <exception cref="NotSupportedException">The server has no QUOTA.</exception>
    public static Task SetQuotaAsync(this ImapConnection connection, string root, IReadOnlyDictionary<string, ulong> limits, CancellationToken ct)
    {
        if (!connection.Capabilities.Has("QUOTASET") && !connection.Capabilities.Has("QUOTA"))
        {
            throw new NotSupportedException("The server has no QUOTA.");
        }

        var request = connection.Request("SETQUOTA").Space().String(root).Raw(" (");
        var separator = "";
        foreach (var (name, limit) in limits)
        {
            request.Raw(separator).Raw(name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
                ? name : throw new ArgumentException("Not a resource's name.", nameof(limits))).Space().Number(limit);
            separator = " ";
        }

        return RunAsync(connection, request.Raw(")"), "SETQUOTA", _ => false, ct);
    }

    private static async Task<List<QuotaReply>> RunAsync(ImapConnection connection, ImapRequest request, string name, Func<UntaggedResponse, bool> other, CancellationToken ct)
    {
        var quotas = new List<QuotaReply>();
        var command = new ImapCommand(request, name)
        {
            Replies = ReplyKind.Quota,
            Collect = response =>
            {
                if (response is QuotaReply quota)
                {
                    quotas.Add(quota);
                }

                return response is QuotaReply || other(response);
            },
        };
        await connection.RunAsync(command, ct).ConfigureAwait(false);
        return quotas;
    }
}
