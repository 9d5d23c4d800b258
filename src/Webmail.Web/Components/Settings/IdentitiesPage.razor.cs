using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Webmail.Mail.Compose;
using Webmail.Mail.Sessions;
using Webmail.Web.Circuit;
using Webmail.Web.Components.Mailbox;

namespace Webmail.Web.Components.Settings;

/// <summary>Under which names and addresses a person writes, and with which signatures.</summary>
public sealed partial class IdentitiesPage
{
    private readonly CancellationTokenSource _leaving = new();
    private IMailAccount? _account;
    private IReadOnlyList<Identity> _identities = [];
    private Identity? _editing;
    private bool _isNew;
    private bool _saved;
    private string? _problem;
    private string _name = "";
    private string _address = "";
    private string _replyTo = "";
    private string _bcc = "";
    private string _signatureHtml = "";
    private string _signatureText = "";

    [Inject] internal IIdentities Identities { get; set; } = default!;
    [Inject] internal CurrentAccount Current { get; set; } = default!;
    [Inject] internal MailboxState Mailbox { get; set; } = default!;
    [Inject] internal IStringLocalizer<SettingsText> T { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        await Mailbox.LoadTreeAsync(); // the side shows the folders here too
        _account = await Current.GetAsync();
        await ReadAsync();
    }

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    private async Task ReadAsync() => _identities = _account is null ? [] : await Identities.ListAsync(_account.Identity, _leaving.Token);

    private void Add()
    {
        Edit(new Identity { Id = Guid.NewGuid(), Address = "" });
        _isNew = true;
    }

    private void Edit(Identity identity)
    {
        (_editing, _isNew, _saved, _problem) = (identity, false, false, null);
        (_name, _address, _replyTo, _bcc, _signatureHtml, _signatureText) =
            (identity.Name, identity.Address, identity.ReplyTo, identity.Bcc, identity.SignatureHtml, identity.SignatureText);
    }

    private void Close() => _editing = null;

    private async Task SaveAsync()
    {
        if (_editing is null || _account is null) return;
        _problem = null;
        var changed = _editing with { Name = _name.Trim(), Address = _address.Trim(), ReplyTo = _replyTo.Trim(), Bcc = _bcc.Trim(), SignatureHtml = _signatureHtml, SignatureText = _signatureText };
        try
        {
            await Identities.SaveAsync(_account.Identity, changed, _leaving.Token);
        }
        catch (ComposeException refused)
        {
            _problem = T["IdentityRefused", refused.Detail];
            return;
        }

        _editing = null;
        _saved = true;
        await ReadAsync();
    }

    private async Task MakeFirstAsync(Identity identity)
    {
        if (_account is null) return;
        await Identities.OrderAsync(_account.Identity, [identity.Id, .. _identities.Where(other => other.Id != identity.Id).Select(other => other.Id)], _leaving.Token);
        await ReadAsync();
    }

    private async Task DeleteAsync(Identity identity)
    {
        if (_account is null) return;
        if (_editing?.Id == identity.Id) _editing = null;
        await Identities.DeleteAsync(_account.Identity, identity.Id, _leaving.Token);
        await ReadAsync();
    }
}
