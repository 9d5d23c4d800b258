namespace Webmail.TestKit.Imap;

/// <summary>One command as the client sent it, literals put in their place as "{n}" followed by their text.</summary>
/// <param name="Tag">The tag, "" for a bare line such as DONE.</param>
/// <param name="Text">Everything after the tag: "UID FETCH 1:3 (FLAGS)".</param>
/// <param name="Literals">The contents of the literals in order.</param>
public sealed record ScriptedCommand(string Tag, string Text, IReadOnlyList<byte[]> Literals)
{
    /// <summary>The first word in upper case, with its follower for UID: "UID FETCH".</summary>
    public string Name
    {
        get
        {
            var words = Text.ToUpperInvariant().Split(' ', 3);
            return words[0] == "UID" && words.Length > 1 ? "UID " + words[1] : words[0];
        }
    }
}
