using Microsoft.Extensions.Logging;
using Webmail.Mail.Sessions;
using Webmail.Protocols.Imap;

namespace Webmail.Mail.Messages;

/// <summary>What an open folder needs of its account.</summary>
/// <param name="Report">Tells the folder tree the counts; must not block.</param>
/// <param name="Selected">Tells under which UIDVALIDITY the folder was selected, each time.</param>
/// <param name="Left">Called when the last view left.</param>
internal sealed record LiveFolderServices(
    SessionLimits Limits,
    TimeProvider Time,
    ILogger Logger,
    Action<MailboxName, int, int?> Report,
    Action<MailboxName, UidValidity> Selected,
    Func<LiveFolder, ValueTask> Left);
