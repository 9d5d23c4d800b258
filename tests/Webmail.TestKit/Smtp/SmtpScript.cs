using System.Globalization;
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

    /// <summary>MAIL, RCPT and what follows by BDAT and BURL are taken, up to the one that <paramref name="answers"/> has words for; those are said.</summary>
    /// <param name="answers">By the command's line; null takes it.</param>
    /// <returns>The commands of the content.</returns>
    public static async Task<IReadOnlyList<string>> TakeJoinedAsync(this ScriptedSession session, Func<string, string?> answers)
    {
        await session.ReplyAsync("MAIL", "250 2.1.0 fine");
        await session.ReplyAsync("RCPT", "250 2.1.5 fine");
        var commands = new List<string>();
        while (true)
        {
            var line = await session.HearAsync("B");
            commands.Add(line);
            var words = line.Split(' ');
            if (words[0] == "BDAT") await session.OctetsAsync(int.Parse(words[1], CultureInfo.InvariantCulture));
            var answer = answers(line);
            if (answer != "") await session.SayAsync(answer ?? "250 2.5.0 fine");
            if (answer is not null) return commands;
        }
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
