namespace Webmail.Mail.Sessions;

/// <summary>A selected folder at one moment of its event stream.</summary>
/// <param name="Exists">Messages in it.</param>
/// <param name="Expunges">Messages that went since it was selected: two readings that agree mean that no sequence number moved between them.</param>
internal readonly record struct FolderFigures(uint Exists, long Expunges);
