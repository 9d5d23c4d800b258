using Webmail.Protocols.Imap;
using ListRow = Webmail.Mail.Messages.MessageRow;

namespace Webmail.Web.Components.Mailbox;

/// <summary>One row of the rendered window, with the head that stands above it.</summary>
/// <param name="Row">The message.</param>
/// <param name="Head">The date group that begins with this row; null inside a group.</param>
public sealed record ListedRow(ListRow Row, int? Head)
{
    public Uid Uid => Row.Uid;
}
