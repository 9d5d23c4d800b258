using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Webmail.Mail.Accounts;
using Webmail.Mail.Tracing;
using Webmail.Web.Circuit;

namespace Webmail.Web.Components.Admin;

/// <summary>Who let themselves be traced, and what was heard. The list follows by itself; a trace is read when it is asked for, because each reading is written down.</summary>
public sealed partial class TracesPage
{
    private IReadOnlyList<TracedAccount>? _accounts;
    private TracedAccount? _shown;
    private string? _text;
    private string? _asked;

    [Inject] internal TenantDirectory Tenants { get; set; } = default!;
    [Inject] internal UserClock Clock { get; set; } = default!;
    [Inject] internal IStringLocalizer<AdminText> T { get; set; } = default!;

    /// <summary>Whose trace is shown.</summary>
    [SupplyParameterFromQuery] public string? Account { get; set; }

    protected override Task OnInitializedAsync() => LookAsync();

    // A page that is drawn ahead of its circuit would read, and write down, each trace twice.
    protected override Task OnParametersSetAsync() =>
        RendererInfo.IsInteractive && !string.Equals(Account, _asked, StringComparison.Ordinal) ? ShowAsync() : Task.CompletedTask;

    protected override async Task<bool> ReadAsync(CancellationToken ct)
    {
        _accounts = await Administration.ListTracesAsync(ct);
        // What its person ended is gone from the screen too.
        if (_shown is { } shown && _accounts?.Any(account => account.AccountId == shown.AccountId) != true) _text = null;
        return _accounts is not null;
    }

    private Task ShowAsync() => TryAsync(async ct =>
    {
        _asked = Account;
        var accounts = _accounts ??= await Administration.ListTracesAsync(ct); // the list itself may still be on its way
        _shown = Guid.TryParse(Account, out var id) ? accounts?.FirstOrDefault(account => account.AccountId == id) : null;
        _text = _shown is null ? null : await Administration.ReadTraceAsync(id, ct);
        return accounts is not null;
    });
}
