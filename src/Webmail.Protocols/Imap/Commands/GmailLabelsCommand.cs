using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap.Commands;

/// <summary>STORE X-GM-LABELS (X-GM-EXT-1, developers.google.com/workspace/gmail/imap/imap-extensions).</summary>
public static class GmailLabelsCommand
{
    /// <summary>Changes the Gmail labels of messages. Labels of Gmail's own start with a backslash: "\Inbox", "\Starred".</summary>
    /// <exception cref="ImapCommandException">The server refused.</exception>
    /// <exception cref="NotSupportedException">The server is not Gmail.</exception>
    public static async Task StoreLabelsAsync(this ImapConnection connection, UidSet uids, StoreAction action, IReadOnlyList<string> labels, CancellationToken ct)
    {
        if (!connection.Capabilities.Has("X-GM-EXT-1"))
        {
            throw new NotSupportedException("The server has no labels (X-GM-EXT-1).");
        }

        var word = action switch { StoreAction.Add => "+X-GM-LABELS", StoreAction.Remove => "-X-GM-LABELS", _ => "X-GM-LABELS" };
        foreach (var chunk in SetChunks.Of(uids.Numbers, connection.Capabilities.MessageLimit))
        {
            var request = connection.Request("UID STORE").Space().Set(chunk).Space().Raw(word).Raw(".SILENT (");
            var separator = "";
            foreach (var label in labels)
            {
                Label(request.Raw(separator), label);
                separator = " ";
            }

            await connection.RunAsync(new ImapCommand(request.Raw(")"), "UID STORE"), ct).ConfigureAwait(false);
        }
    }

    // A system label is an atom with a backslash; quoted it would be a user's label of that name.
    private static void Label(ImapRequest request, string label)
    {
        if (label.Length > 1 && label[0] == '\\' && label.Skip(1).All(char.IsAsciiLetter))
        {
            request.Raw(label);
        }
        else
        {
            request.String(ModifiedUtf7.Encode(label));
        }
    }
}
