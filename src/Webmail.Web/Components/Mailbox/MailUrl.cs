using Webmail.Mail.Sessions;
using Webmail.Protocols.Imap;

namespace Webmail.Web.Components.Mailbox;

/// <summary>
/// The page's state as an address: <c>/mail/{account}/{folder}/{message}</c>. A folder is its full name as one path segment, with
/// "~1" for a slash and "~0" for a tilde: proxies and browsers do not agree on what "%2F" means.
/// </summary>
/// <param name="Account">Short name of the account; null stands for the one the person has.</param>
/// <param name="Folder">Full name of the folder; null is the inbox.</param>
/// <param name="Message">The open message.</param>
internal sealed record MailUrl(string? Account, string? Folder, Uid? Message)
{
    public const string Root = "/mail";

    /// <summary>Ends the address of a message in a window of its own.</summary>
    private const string Window = "window";

    /// <summary>The first eight digits of the account's id: enough to tell one person's accounts apart.</summary>
    public static string KeyOf(IMailAccount account) => account.Identity.AccountId.ToString("N")[..8];

    public static string For(string account, MailboxName folder) => $"{Root}/{account}/{Escape(folder.Value)}";

    public static string For(string account, MailboxName folder, Uid message) => $"{Root}/{account}/{Escape(folder.Value)}/{message}";

    /// <summary>The page that shows this message and nothing else.</summary>
    public static string ForWindow(string account, MailboxName folder, Uid message) => $"{For(account, folder, message)}/{Window}";

    /// <summary>Reads route values; a message that is no UID is no message.</summary>
    public static MailUrl Of(string? account, string? folder, string? message) =>
        new(account, folder is null ? null : Unescape(folder), Uid.TryParse(message, out var uid) ? uid : null);

    /// <summary>Reads a path such as "mail/1a2b3c4d/INBOX/12"; null when it is another page.</summary>
    public static MailUrl? Parse(string path)
    {
        var parts = path.Split('?', '#')[0].Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is 0 or > 5 || parts[0] != "mail" || parts.Length == 5 && parts[4] != Window)
            return null;
        var part = (int i) => parts.Length > i ? Uri.UnescapeDataString(parts[i]) : null;
        return Of(part(1), part(2), part(3));
    }

    private static string Escape(string folder)
    {
        var name = folder.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
        return name.Trim('.').Length == 0 ? "~2" + name : Uri.EscapeDataString(name); // "." and ".." are steps in a path
    }

    private static string Unescape(string segment)
    {
        var name = segment.StartsWith("~2", StringComparison.Ordinal) ? segment[2..] : segment;
        return name.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
    }
}
