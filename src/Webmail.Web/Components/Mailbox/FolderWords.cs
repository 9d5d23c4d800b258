using System.Globalization;
using Microsoft.Extensions.Localization;
using Webmail.Mail.Folders;

namespace Webmail.Web.Components.Mailbox;

/// <summary>How folders are named, pictured and counted.</summary>
internal static class FolderWords
{
    /// <summary>Counts stop here; the exact figure is in the title.</summary>
    public const int LargestCount = 999;

    /// <summary>Special folders in the person's language, the rest as they are called.</summary>
    public static string Name(FolderNode folder, IStringLocalizer text) =>
        folder.Role == FolderRole.None ? folder.Label : text["Folder" + folder.Role];

    public static string Icon(FolderNode folder) => folder.Role switch
    {
        FolderRole.Inbox => "inbox",
        FolderRole.Drafts => "file-pen-line",
        FolderRole.Sent => "send",
        FolderRole.Archive => "archive",
        FolderRole.Junk => "octagon-alert",
        FolderRole.Trash => "trash-2",
        FolderRole.All => "mail",
        FolderRole.Flagged => "star",
        _ => "folder",
    };

    /// <summary>What stands at the end of the line: drafts are counted whole, places where mail ends up not at all.</summary>
    public static int Count(FolderNode folder) => folder.Role switch
    {
        FolderRole.Drafts => folder.Total ?? 0,
        FolderRole.Archive or FolderRole.Sent or FolderRole.Trash or FolderRole.All or FolderRole.Flagged => 0,
        _ => folder.Unread ?? 0,
    };

    public static string Brief(int count) =>
        count > LargestCount ? LargestCount.ToString(CultureInfo.CurrentCulture) + "+" : count.ToString(CultureInfo.CurrentCulture);
}
