using Webmail.TestKit.Imap;

namespace Webmail.TestKit.Smtp;

/// <summary>What scripted SMTP servers say again and again. The session and its server are the ones that IMAP's scripts use.</summary>
public static class SmtpScript
{
    /// <summary>Greeting and EHLO with these keywords.</summary>
    public static async Task WelcomeAsync(this ScriptedSession session, params string[] keywords)
    {
        await session.SayAsync("220 mail.example.org ready");
        await session.EhloAsync(keywords);
    }

    /// <summary>Hears EHLO, answers with these keywords.</summary>
    public static async Task EhloAsync(this ScriptedSession session, params string[] keywords)
    {
        await session.HearAsync("EHLO");
        string[] lines = ["mail.example.org", .. keywords];
        await session.SayAsync([.. lines.Select((line, i) => $"250{(i == lines.Length - 1 ? ' ' : '-')}{line}")]);
    }

    /// <summary>Reads a line that must begin with this.</summary>
    public static async Task<string> HearAsync(this ScriptedSession session, string start)
    {
        var line = await session.LineAsync();
        return line.StartsWith(start, StringComparison.Ordinal)
            ? line
            : throw new InvalidOperationException($"The script expected {start}, the client said: {line}");
    }

    /// <summary>Reads a line that must begin with this, and answers.</summary>
    public static async Task<string> ReplyAsync(this ScriptedSession session, string start, params string[] lines)
    {
        var line = await session.HearAsync(start);
        await session.SayAsync(lines);
        return line;
    }

    /// <summary>MAIL, so many RCPT, and DATA up to its dot are taken; the answer to the message is the script's.</summary>
    public static async Task<IReadOnlyList<string>> TakeAsync(this ScriptedSession session, int recipients = 1)
    {
        await session.ReplyAsync("MAIL", "250 2.1.0 fine");
        for (var i = 0; i < recipients; i++)
        {
            await session.ReplyAsync("RCPT", "250 2.1.5 fine");
        }

        await session.ReplyAsync("DATA", "354 go on");
        return await session.ContentAsync();
    }

    /// <summary>The lines of DATA as they came, up to the dot.</summary>
    public static async Task<IReadOnlyList<string>> ContentAsync(this ScriptedSession session)
    {
        var lines = new List<string>();
        while (await session.LineAsync() is var line && line != ".")
        {
            lines.Add(line);
        }

        return lines;
    }
}
