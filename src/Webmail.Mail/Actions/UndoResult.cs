namespace Webmail.Mail.Actions;

/// <summary>What became of taking an action back.</summary>
/// <param name="Kept">Messages that somebody else changed since the action: they stay as they are.</param>
public sealed record UndoResult(int Kept)
{
    public static UndoResult Whole { get; } = new(0);
}
