using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.Localization;
using Webmail.Mail.Folders;
using Webmail.Protocols.Imap;
using Webmail.Web.Circuit;
using Webmail.Web.Components.Mailbox;

namespace Webmail.Web.Components.Layout;

/// <summary>One folder of the tree with what is below it. Folding is done and remembered by the browser.</summary>
public sealed partial class FolderBranch
{
    /// <summary>Levels the style sheet indents; deeper ones stay there, the title tells the whole path.</summary>
    private const int DeepestIndent = 8;

    private (FolderNode?, MailboxName?) _drawn;

    [Inject] internal MailboxState Mailbox { get; set; } = default!;
    [Inject] internal CurrentDevice Device { get; set; } = default!;
    [Inject] internal IStringLocalizer<ShellText> T { get; set; } = default!;
    [Inject] internal IStringLocalizer<MailText> Words { get; set; } = default!;

    [Parameter, EditorRequired] public required FolderNode Folder { get; set; }
    [Parameter] public MailboxName? Current { get; set; }
    [Parameter] public int Depth { get; set; }

    private string Name => FolderWords.Name(Folder, Words);

    private string Key => DeviceSettings.FoldKey(Folder.Name.Value);

    private bool IsFolded => Device.Settings.Folds.Contains(Key);

    private string? DepthClass => Depth == 0 ? null : $"depth-{Math.Min(Depth, DeepestIndent)}";

    protected override void OnInitialized() => _drawn = (Folder, Current);

    protected override bool ShouldRender()
    {
        var now = (Folder, Current);
        if (ReferenceEquals(_drawn.Item1, Folder) && Equals(_drawn.Item2, Current))
            return false;
        _drawn = now;
        return true;
    }

    private void Line(RenderTreeBuilder builder)
    {
        builder.OpenComponent<FolderLink>(0);
        builder.AddComponentParameter(1, nameof(FolderLink.Folder), Folder);
        builder.AddComponentParameter(2, nameof(FolderLink.IsCurrent), Folder.Name.Equals(Current));
        builder.CloseComponent();
    }
}
