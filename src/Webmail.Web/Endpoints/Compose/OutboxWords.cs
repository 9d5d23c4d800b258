using Microsoft.Extensions.Localization;
using Webmail.Mail.Outbox;

namespace Webmail.Web.Endpoints.Compose;

/// <summary>Says what is wrong with a message of the outbox, in a sentence.</summary>
internal static class OutboxWords
{
    /// <returns>Null when nothing is wrong.</returns>
    public static string? Reason(OutboxEntry entry, IStringLocalizer<ComposeMessages> text)
    {
        if (entry.Reason.Length == 0 || entry.Reason == "Committing") return null;
        if (entry.RefusedAddresses.Count > 0) return text["OutboxRecipients", string.Join(", ", entry.RefusedAddresses)];
        var known = text["Outbox" + entry.Reason];
        return known.ResourceNotFound ? text["OutboxRefused"] : known.Value;
    }
}
