using System.Text.Json;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.Protocols.Imap.Grammar;
using Webmail.Protocols.Net;
using Webmail.Protocols.Sasl;

namespace Webmail.Tool.Commands;

/// <summary>One probe of an IMAP server, and what came of it as JSON.</summary>
internal sealed class ImapProbe(ServerEndpoint endpoint, ImapConnectionOptions options, TimeProvider time)
{
    /// <summary>A probe is over by then, whatever the server does. Signing in and one listing take a slow server some seconds.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    /// <summary>Folders printed; the rest is counted.</summary>
    private const int FoldersShown = 1000;

    private readonly Dictionary<string, double> _milliseconds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> _serverText = new(StringComparer.Ordinal);
    private ImapCapabilities? _capabilities;
    private TlsFacts? _tls;
    private ServerQuirks _quirks;
    private IReadOnlyList<MailboxListing>? _folders;
    private FetchRow? _newest;
    private uint? _messages;
    private bool _signedIn;
    private string? _failure;
    private string? _reason;

    /// <summary>0 answered or signed in, 2 refused by a rule or limit of ours, 1 the server said no.</summary>
    public async Task<int> RunAsync(ImapCredentials? credentials, CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        try
        {
            await AskAsync(credentials, either.Token);
            return ExitCode.Answered;
        }
        catch (ConnectFailedException failed)
        {
            return NotConnected(failed, credentials is not null);
        }
        catch (ImapCommandException refused)
        {
            _serverText["refusal"] = refused.Text;
            return Failed("Refused", $"the server refused {refused.Command}", ExitCode.Defect);
        }
        catch (ImapProtocolException broken) when (broken.InnerException is SaslException sasl)
        {
            return Failed(sasl.Failure.ToString(), "signing in was given up on our side", ExitCode.Refused);
        }
        catch (ImapProtocolException)
        {
            return Failed("Broken", "the connection was lost, passed a limit, or spoke no IMAP", ExitCode.Refused);
        }
        catch (NotSupportedException)
        {
            return Failed("NoMechanism", "the server offers no way to sign in that we may use here", ExitCode.Refused);
        }
        catch (ArgumentException)
        {
            return Failed("ForbiddenCharacters", "name or password hold characters that cannot be sent", ExitCode.Refused);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Failed("TimedOut", $"not done within {Deadline.TotalSeconds} seconds", ExitCode.Refused);
        }
    }

    public void Write(Utf8JsonWriter json, ProbedCertificate? certificate)
    {
        json.WriteStartObject();
        json.WriteString("host", endpoint.Host);
        json.WriteNumber("port", endpoint.Port);
        json.WriteString("security", endpoint.Security.ToString());
        Facts(json, "tls", _tls);
        Facts(json, "certificate", certificate);
        foreach (var (name, value) in _milliseconds)
            json.WriteNumber(name + "Milliseconds", value);
        if (_capabilities is not null)
        {
            Words(json, "capabilities", _capabilities.Names.Order(StringComparer.OrdinalIgnoreCase));
            Words(json, "signIn", _capabilities.AuthMechanisms.Order(StringComparer.OrdinalIgnoreCase));
            Words(json, "quirks", Enum.GetValues<ServerQuirks>().Where(quirk => quirk != ServerQuirks.None && _quirks.HasFlag(quirk)).Select(quirk => quirk.ToString()));
            json.WriteBoolean("signedIn", _signedIn);
        }

        Mail(json);
        Optional(json, "failure", _failure);
        Optional(json, "reason", _reason);
        json.WriteStartObject("serverText");
        foreach (var (name, text) in _serverText)
            Optional(json, name, text);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private async Task AskAsync(ImapCredentials? credentials, CancellationToken ct)
    {
        var started = time.GetTimestamp();
        await using var connection = await ImapConnection.ConnectAsync(endpoint, options, ct);
        Note("ready", started);
        try
        {
            (_tls, _capabilities, _serverText["greeting"]) = (connection.Tls, connection.Capabilities, connection.Greeting);
            if (credentials is not null)
            {
                await TimedAsync("signIn", () => connection.SignInAsync(credentials, ct));
                (_signedIn, _capabilities) = (true, connection.Capabilities);
                await TimedAsync("list", async () => _folders = await connection.ListAsync(new ListOptions { Subscriptions = false }, ct));
                await TimedAsync("newest", () => ReadNewestAsync(connection, ct));
            }

            await TimedAsync("noop", () => connection.NoopAsync(ct));
            await TimedAsync("logout", () => connection.LogoutAsync(ct));
        }
        finally
        {
            _quirks = connection.Quirks;
            while (connection.Events.TryRead(out var said))
            {
                if (said is AlertEvent alert)
                    _serverText["alert"] = alert.Text;
            }
        }
    }

    // EXAMINE: a look must not make anything less new.
    private async Task ReadNewestAsync(ImapConnection connection, CancellationToken ct)
    {
        var opened = await connection.ExamineAsync(MailboxName.Inbox, ct: ct);
        _messages = opened.Mailbox.Exists;
        if (_messages == 0)
            return;
        await foreach (var row in connection.FetchAsync(SequenceSet.Range(_messages.Value, _messages.Value), FetchItems.Listing, ct: ct))
            _newest = row;
    }

    private int NotConnected(ConnectFailedException failed, bool wantedToSignIn)
    {
        if (failed.ServerText is { Length: > 0 } said)
            _serverText["refusal"] = said;
        var code = failed switch
        {
            { Failure: ConnectFailure.Closed, ServerText: not null } => ExitCode.Defect,
            { Failure: ConnectFailure.UnknownHost or ConnectFailure.Refused } => wantedToSignIn ? ExitCode.Defect : ExitCode.Answered,
            _ => ExitCode.Refused,
        };
        return Failed(failed.Failure.ToString(), ProbeReason.Of(failed.Failure), code);
    }

    private int Failed(string failure, string reason, int code)
    {
        (_failure, _reason) = (failure, reason);
        return code;
    }

    private async Task TimedAsync(string name, Func<Task> step)
    {
        var started = time.GetTimestamp();
        await step();
        Note(name, started);
    }

    private void Note(string name, long since) => _milliseconds[name] = Math.Round(time.GetElapsedTime(since).TotalMilliseconds, 1);

    private void Mail(Utf8JsonWriter json)
    {
        if (_folders is not null)
        {
            json.WriteNumber("folderCount", _folders.Count);
            Words(json, "folders", _folders.Take(FoldersShown).Select(folder => folder.Name.Value));
        }

        if (_messages is { } messages)
            json.WriteNumber("inboxMessages", messages);
        if (_newest is null)
            return;
        json.WriteStartObject("newest");
        FetchRowJson.Write(json, _newest);
        json.WriteEndObject();
    }

    private static void Facts(Utf8JsonWriter json, string name, object? facts)
    {
        if (facts is null)
            return;
        json.WriteStartObject(name);
        JsonValues.Members(json, facts);
        json.WriteEndObject();
    }

    private static void Words(Utf8JsonWriter json, string name, IEnumerable<string> words)
    {
        json.WriteStartArray(name);
        foreach (var word in words)
            json.WriteStringValue(word);
        json.WriteEndArray();
    }

    private static void Optional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }
}
