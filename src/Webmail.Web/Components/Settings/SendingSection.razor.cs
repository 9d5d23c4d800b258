using System.Data.Common;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Webmail.Mail.Accounts;
using Webmail.Mail.Outbox;
using Webmail.Protocols.Net;
using Webmail.Web.Circuit;

namespace Webmail.Web.Components.Settings;

public sealed partial class SendingSection : IDisposable
{
    private const int Submissions = 465;
    private const int Submission = 587;

    private readonly CancellationTokenSource _leaving = new();
    private SendingServer? _server;
    private bool _offered;
    private bool _loaded;
    private bool _failed;
    private bool _editing;
    private bool _busy;
    private bool _saved;
    private string? _problem;
    private string _said = "";
    private string _host = "";
    private string _login = "";
    private string _password = "";
    private int _port = Submissions;
    private TransportSecurity _security;

    [Inject] internal ISendingServer Servers { get; set; } = default!;
    [Inject] internal CurrentAccount Current { get; set; } = default!;
    [Inject] internal IStringLocalizer<SettingsText> T { get; set; } = default!;

    private string Summary => _server is null ? T["SendingAutomaticText"] : T[_server.Security == TransportSecurity.StartTls ? "SecurityStartTls" : "SecurityTls"] + (_server.Login.Length > 0 ? ", " + _server.Login : "");

    protected override Task OnInitializedAsync() => LoadAsync();

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    private async Task LoadAsync()
    {
        if (await Current.GetAsync() is not { } account) return;
        try
        {
            _failed = false;
            _offered = Servers.IsOffered(account.Identity);
            _server = await Servers.LoadAsync(account.Identity, _leaving.Token);
            _loaded = true;
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

    private void Edit()
    {
        (_editing, _saved, _problem, _said, _password) = (true, false, null, "", "");
        (_host, _port, _security, _login) = _server is { } now ? (now.Host, now.Port, now.Security, now.Login) : ("", Submissions, TransportSecurity.Tls, "");
    }

    private void FitPort() => _port = (_security, _port) switch
    {
        (TransportSecurity.StartTls, Submissions) => Submission,
        (TransportSecurity.Tls, Submission) => Submissions,
        _ => _port,
    };

    private async Task SaveAsync()
    {
        if (_busy || await Current.GetAsync() is not { } account) return;
        (_busy, _problem, _said) = (true, null, "");
        StateHasChanged();
        try
        {
            using var password = _password.Length > 0 ? new Secret(_password) : null;
            var wanted = new SendingServer(_host.Trim(), _port, _security, _login.Trim(), _server is { HasPassword: true } && _login.Trim() == _server.Login && _host.Trim() == _server.Host);
            var test = await Servers.TryAsync(account, wanted, password, _leaving.Token);
            if (test.Outcome == SendingOutcome.Ok)
            {
                (_editing, _saved) = (false, true);
                _server = await Servers.LoadAsync(account.Identity, _leaving.Token);
            }
            else
            {
                (_problem, _said) = (T["Sending" + test.Outcome], test.ServerText);
            }
        }
        catch (DbException)
        {
            _problem = T["SendingFailed"];
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            // The page was left.
        }
        finally
        {
            _password = "";
            _busy = false;
        }
    }

    private async Task ClearAsync()
    {
        if (await Current.GetAsync() is not { } account) return;
        await Servers.ClearAsync(account.Identity, CancellationToken.None);
        (_server, _saved) = (null, true);
    }
}
