using System.Data.Common;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Webmail.Mail.Compose;
using Webmail.Web.Circuit;
using Webmail.Web.Components.Compose;
using Webmail.Web.Components.Mailbox;

namespace Webmail.Web.Components.Settings;

/// <summary>The texts that a person writes often.</summary>
public sealed partial class TemplatesPage : IDisposable
{
    private const int BeginningChars = 120;

    private static readonly string[] PlaceNames = ["PlaceFirstName", "PlaceName", "PlaceAddress", "PlaceSubject", "PlaceDate", "PlaceTime", "PlaceWeekday", "PlaceMyName", "PlaceMyAddress"];

    private readonly CancellationTokenSource _leaving = new();
    private IReadOnlyList<MessageTemplate> _templates = [];
    private MessageTemplate? _editing;
    private bool _isNew;
    private bool _loaded;
    private bool _failed;
    private bool _saved;
    private string? _problem;
    private string _name = "";
    private string _subject = "";
    private string _html = "";
    private string _text = "";

    [Inject] internal ITemplates Templates { get; set; } = default!;
    [Inject] internal CurrentAccount Current { get; set; } = default!;
    [Inject] internal MailboxState Mailbox { get; set; } = default!;
    [Inject] internal Toasts Toasts { get; set; } = default!;
    [Inject] internal IStringLocalizer<SettingsText> T { get; set; } = default!;
    [Inject] internal IStringLocalizer<ComposeText> Compose { get; set; } = default!;

    private IEnumerable<string> Places => PlaceNames.Select(name => "{{" + Compose[name] + "}}");

    /// <summary>What is chosen on the page that is drawn ahead of its circuit would be lost.</summary>
    private bool IsReady => _loaded && RendererInfo.IsInteractive;

    protected override async Task OnInitializedAsync()
    {
        await Mailbox.LoadTreeAsync(); // the side shows the folders here too
        await LoadAsync();
    }

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    private static string Beginning(MessageTemplate template)
    {
        var text = string.Join(' ', template.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= BeginningChars ? text : text[..BeginningChars];
    }

    private async Task LoadAsync()
    {
        if (await Current.GetAsync() is not { } account) return;
        try
        {
            _templates = await Templates.ListAsync(account.Identity, _leaving.Token);
            (_loaded, _failed) = (true, false);
        }
        catch (Exception away) when (away is DbException or TimeoutException or InvalidOperationException)
        {
            _failed = true;
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            // The page was left.
        }
    }

    private void Add()
    {
        Edit(new MessageTemplate(Guid.NewGuid(), "", "", "", ""));
        _isNew = true;
    }

    private void Edit(MessageTemplate template)
    {
        (_editing, _isNew, _saved, _problem) = (template, false, false, null);
        (_name, _subject, _html, _text) = (template.Name, template.Subject, template.Html, template.Text);
    }

    private async Task SaveAsync()
    {
        if (_editing is null || await Current.GetAsync() is not { } account) return;
        try
        {
            await Templates.SaveAsync(account.Identity, _editing with { Name = _name.Trim(), Subject = _subject.Trim(), Html = _html, Text = _text }, CancellationToken.None);
        }
        catch (ComposeException refused)
        {
            _problem = T["Template" + refused.Problem];
            return;
        }

        (_editing, _saved, _problem) = (null, true, null);
        await LoadAsync();
    }

    private async Task DeleteAsync(MessageTemplate template)
    {
        if (await Current.GetAsync() is not { } account) return;
        if (_editing?.Id == template.Id) _editing = null;
        _saved = false;
        await Templates.DeleteAsync(account.Identity, template.Id, CancellationToken.None);
        await LoadAsync();
        Toasts.Show(new Toast(T["TemplateDeleted", template.Name], async () =>
        {
            await Templates.SaveAsync(account.Identity, template, CancellationToken.None);
            await LoadAsync();
            StateHasChanged();
        }));
    }
}
