namespace Webmail.Mail.Messages;

/// <summary>The list's figures right after a change.</summary>
internal sealed record ListState(long Version, int Total, int? Unread);
