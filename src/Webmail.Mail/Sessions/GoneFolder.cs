using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;

namespace Webmail.Mail.Sessions;

/// <summary>Whether a folder that can't be selected is there at all.</summary>
internal static class GoneFolder
{
    /// <summary>Dovecot 2.3 and others refuse SELECT of a folder that is not there without saying NONEXISTENT (RFC 5530).</summary>
    public static async Task<bool> IsGoneAsync(ImapConnection connection, MailboxName folder, CancellationToken ct)
    {
        if (folder.Value.AsSpan().ContainsAny('*', '%')) return false; // would be a pattern
        try
        {
            var listed = await connection.ListAsync(new ListOptions { Pattern = folder.Value, Subscriptions = false, SpecialUse = false }, ct);
            return !listed.Any(listing => listing.Name.Equals(folder) && listing.IsSelectable);
        }
        catch (Exception error) when (MailFailures.IsExpected(error))
        {
            return false;
        }
    }
}
