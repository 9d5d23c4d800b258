namespace Webmail.Mail.Sessions;

/// <summary>A selected folder at one moment of its event stream.</summary>
/// <param name="Exists">Messages in it.</param>
/// <param name="Events">Events heard so far: two readings that agree mean that nothing happened between them.</param>
internal readonly record struct FolderFigures(uint Exists, long Events);
