namespace Webmail.Mail.Outbox;

/// <summary>A server's words are text from a stranger: short, and without control characters.</summary>
internal static class ServerWords
{
    private const int Longest = 400;

    public static string Clean(string text) => new string([.. text.Select(c => char.IsControl(c) ? ' ' : c).Take(Longest)]).Trim();
}
