using System.Globalization;

namespace Webmail.TestKit.Mailboxes;

/// <summary>
/// Writes generated messages straight into a Maildir++ tree with UTF-8 folder names, as Dovecot's
/// <c>maildir:PATH:UTF-8</c> reads it. The arrival time is the file's time; Dovecot makes its own indexes.
/// </summary>
public sealed class MaildirWriter(string maildir)
{
    private readonly HashSet<string> _made = new(StringComparer.Ordinal);
    private readonly HashSet<string> _subscribed = new(StringComparer.Ordinal);
    private int _number;

    public async Task WriteAsync(IEnumerable<GeneratedMessage> messages, CancellationToken ct)
    {
        foreach (GeneratedMessage message in messages)
        {
            ct.ThrowIfCancellationRequested();
            string name = FileName(message, ++_number);
            string path = Path.Combine(FolderOf(message.Folder), "cur", name);
            await File.WriteAllBytesAsync(path, message.Content, ct);
            File.SetLastWriteTimeUtc(path, message.Received.UtcDateTime);
        }
        await File.WriteAllLinesAsync(Path.Combine(maildir, "subscriptions"), ["V\t2", "", .. _subscribed.Order(StringComparer.Ordinal)], ct);
    }

    /// <summary>The folder on disk, made when missing.</summary>
    internal string FolderOf(string folder)
    {
        string path = folder == "INBOX" ? maildir : Path.Combine(maildir, "." + folder.Replace('/', '.'));
        if (!_made.Add(folder)) return path;
        foreach (string sub in (string[])["cur", "new", "tmp"]) Directory.CreateDirectory(Path.Combine(path, sub));
        if (folder == "INBOX") return path;
        File.WriteAllBytes(Path.Combine(path, "maildirfolder"), []);
        // Version 2 of the file keeps the levels apart with tabs.
        string[] levels = folder.Split('/');
        for (int depth = 1; depth <= levels.Length; depth++) _subscribed.Add(string.Join('\t', levels[..depth]));
        return path;
    }

    // Dovecot gives numbers to unknown files in the order of the time in their names.
    private static string FileName(GeneratedMessage message, int number) => string.Create(
        CultureInfo.InvariantCulture,
        $"{message.Received.ToUnixTimeSeconds()}.M{number:D6}P1.demo,S={message.Content.Length}:2,{message.Flags}");
}
