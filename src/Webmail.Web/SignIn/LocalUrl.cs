namespace Webmail.Web.SignIn;

/// <summary>A place on this site to return to. Whatever else is asked for becomes the mailbox: sign-in is no redirector for phishing.</summary>
internal static class LocalUrl
{
    public const string Mailbox = "/mail";

    /// <summary>One slash and then no second one, no backslash (browsers read it as a slash), no control character (browsers drop it).</summary>
    public static string OrMailbox(string? url) => IsLocal(url) ? url! : Mailbox;

    public static bool IsLocal(string? url) =>
        url is ['/', ..] and not ['/', '/' or '\\', ..]
        && url.Length <= SignInLimits.ReturnUrlLength && !url.Any(char.IsControl)
        && !url.StartsWith(SignInEndpoints.Path, StringComparison.OrdinalIgnoreCase);
}
