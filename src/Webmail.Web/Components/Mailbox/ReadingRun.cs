using Webmail.Protocols.Imap;

namespace Webmail.Web.Components.Mailbox;

/// <summary>Which way somebody reads through the list: from one message to the one beside it, the next one that way is expected.</summary>
internal sealed class ReadingRun
{
    private Uid? _open;
    private int _index;
    private int _step;

    /// <summary>1 towards the end of the list, -1 towards its beginning, 0 where nothing says.</summary>
    /// <param name="open">The message on show.</param>
    /// <param name="index">Its row.</param>
    public int StepAt(Uid open, int index)
    {
        if (_open is { } before && before != open)
        {
            // One that was put away let the next move into its row.
            _step = (index - _index) switch { 0 or 1 => 1, -1 => -1, _ => 0 };
        }

        (_open, _index) = (open, index);
        return _step;
    }
}
