using Webmail.Protocols.Imap;

namespace Webmail.Mail.Sessions;

/// <summary>
/// How servers say that an account has too many connections: RFC 5530 and RFC 9051 have codes for it, many say it in words only
/// (Dovecot "Maximum number of connections from user+IP exceeded", Gmail "Too many simultaneous connections", Courier "Maximum connection limit reached", Exchange and Yahoo in their ways).
/// </summary>
internal static class ServerBusy
{
    private static readonly string[] Words = ["too many", "number of connections", "connection limit", "simultaneous connections", "connections exceeded", "concurrent connections"];

    public static bool IsSaidBy(Exception error) => error switch
    {
        ImapCommandException { Code.Kind: ResponseCodeKind.Limit or ResponseCodeKind.Unavailable or ResponseCodeKind.InUse or ResponseCodeKind.Throttled } => true,
        ImapCommandException refused => Says(refused.Text),
        ImapProtocolException broken => Says(broken.Message), // a greeting or an answer that was BYE
        _ => false,
    };

    private static bool Says(string text) => Array.Exists(Words, word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
}
