using System.Globalization;
using System.Text;
using Webmail.TestKit;

namespace Webmail.Protocols.Tests.Imap.RealServers;

/// <summary>A script of Dovecot's imaptest: messages, and commands with the replies that any server has to give.</summary>
internal sealed class ImaptestScript
{
    private ImaptestScript(string name, IReadOnlyList<string> header, IReadOnlyList<ImaptestStep> steps)
    {
        Name = name;
        Steps = steps;
        StartsEmpty = header.Any(line => line.StartsWith("state: created", StringComparison.Ordinal));
        var count = header.FirstOrDefault(line => line.StartsWith("messages:", StringComparison.Ordinal))?["messages:".Length..].Trim();
        Count = int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;
    }

    public string Name { get; }

    /// <summary>True: the script itself appends its messages.</summary>
    public bool StartsEmpty { get; }

    public int Count { get; }

    public IReadOnlyList<ImaptestStep> Steps { get; }

    public static ImaptestScript Read(string name)
    {
        var lines = File.ReadAllLines(Corpus.PathOf("imap/imaptest-scripts/" + name), Encoding.Latin1);
        var blank = Array.IndexOf(lines, "");
        var steps = new List<ImaptestStep>();
        foreach (var line in lines.Skip(blank).Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line.StartsWith("* ", StringComparison.Ordinal))
            {
                steps[^1].Expected.Add(line);
            }
            else if (line[0] != '!')
            {
                var space = line.IndexOf(' ', StringComparison.Ordinal);
                steps.Add(new ImaptestStep(line[..space], line[(space + 1)..], []));
            }
        }

        return new ImaptestScript(name, lines[..blank], steps);
    }

    /// <summary>The messages of the script's mailbox with their dates of arrival.</summary>
    public IReadOnlyList<(byte[] Message, DateTimeOffset At)> Messages()
    {
        var common = Corpus.PathOf("imap/imaptest-scripts/default.mbox");
        var own = Path.Combine(Path.GetDirectoryName(common)!, Name + ".mbox");
        var text = File.ReadAllText(File.Exists(own) ? own : common, Encoding.Latin1);
        return
        [
            // The empty line before the next "From " is not the message's, nor is one at the end.
            .. ("\n" + (text.EndsWith("\n\n", StringComparison.Ordinal) ? text[..^1] : text)).Split("\nFrom ", StringSplitOptions.RemoveEmptyEntries).Select(message =>
            {
                var end = message.IndexOf('\n', StringComparison.Ordinal);
                var body = message[(end + 1)..];
                return (Encoding.Latin1.GetBytes(body.ReplaceLineEndings("\r\n") + (body.EndsWith('\n') ? "" : "\r\n")), Arrival(message[..end]));
            }),
        ];
    }

    // "user@domain  Fri Feb 22 17:06:23 2008 [+0200]"
    private static DateTimeOffset Arrival(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var zone = words.Length > 6 ? words[6] : "+0000";
        return DateTimeOffset.ParseExact(
            $"{words[3]} {words[2]} {words[5]} {words[4]} {zone[..3]}:{zone[3..]}", "d MMM yyyy H:mm:ss zzz", CultureInfo.InvariantCulture, DateTimeStyles.None);
    }
}

/// <param name="Status">"ok", "no" or "bad".</param>
/// <param name="Command">What the client says.</param>
/// <param name="Expected">Replies that must be among the answers.</param>
internal sealed record ImaptestStep(string Status, string Command, List<string> Expected);
