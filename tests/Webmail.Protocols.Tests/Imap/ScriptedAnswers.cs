using Webmail.TestKit.Imap;

namespace Webmail.Protocols.Tests.Imap;

/// <summary>Answers that scripts of commands need.</summary>
internal static class ScriptedAnswers
{
    /// <summary>Reads a command that must have this name, sends lines ("{tag}" stands for its tag) and ends it with a status and its words: "NO [BADURL x] gone".</summary>
    public static async Task<ScriptedCommand> AnswerTaggedAsync(this ScriptedSession session, string name, string tagged, params string[] lines)
    {
        var command = await session.CommandAsync();
        if (command.Name != name)
        {
            throw new InvalidOperationException($"The script expected {name}, the client said: {command.Text}");
        }

        await session.SayAsync([.. lines.Select(line => line.Replace("{tag}", command.Tag, StringComparison.Ordinal)), $"{command.Tag} {tagged}"]);
        return command;
    }
}
