using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Webmail.EndToEnd.Tests.Compose;

/// <summary>A browser without a screen: signs in and speaks as the composer does. Its cookie outlives the product's process.</summary>
internal sealed partial class Writer(Uri address) : IDisposable
{
    private readonly HttpClient _http = new(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
    private readonly List<string> _answered = [];
    private string _account = "";

    /// <summary>Subjects of the messages that the product said it has.</summary>
    public IReadOnlyList<string> Answered
    {
        get { lock (_answered) return [.. _answered]; }
    }

    public async Task SignInAsync(string user, string password, CancellationToken ct)
    {
        var page = await _http.GetStringAsync("sign-in", ct);
        using var form = new HttpRequestMessage(HttpMethod.Post, "sign-in")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["__RequestVerificationToken"] = Token().Match(page).Groups["it"].Value, ["address"] = user, ["password"] = password,
            }),
        };
        form.Headers.Add("Origin", address.GetLeftPart(UriPartial.Authority));
        using var answer = await _http.SendAsync(form, ct);
        _account = Account().Match(await answer.Content.ReadAsStringAsync(ct)).Groups["it"].Value;
        Assert.Equal(8, _account.Length);
    }

    /// <summary>Sends at once; null when no answer came.</summary>
    public Task<Guid?> SendAsync(Guid draft, string to, string subject, CancellationToken ct) => SendAsync(draft, to, subject, null, ct);

    /// <param name="at">Not before; null: now.</param>
    public async Task<Guid?> SendAsync(Guid draft, string to, string subject, DateTimeOffset? at, CancellationToken ct)
    {
        var body = new
        {
            draft = new { id = draft, to = new[] { new { name = "", address = to } }, subject, html = "<p>Words</p>" },
            undoSeconds = 0, at,
        };
        try
        {
            var answer = await AskAsync(HttpMethod.Post, $"drafts/{draft}/send", body, ct);
            lock (_answered) _answered.Add(subject);
            return answer?.GetProperty("outbox").GetGuid();
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>Subject, state and id of what is on its way or needs somebody.</summary>
    public async Task<IReadOnlyList<(Guid Id, string Subject, string State)>> OutboxAsync(CancellationToken ct)
    {
        var answer = await AskAsync(HttpMethod.Get, "outbox", null, ct) ?? throw new InvalidOperationException("The outbox can't be had.");
        return [.. answer.EnumerateArray().Select(entry => (entry.GetProperty("id").GetGuid(), entry.GetProperty("subject").GetString()!, entry.GetProperty("state").GetString()!))];
    }

    public Task ActAsync(Guid entry, string act, CancellationToken ct) => AskAsync(HttpMethod.Post, $"outbox/{entry}/{act}", new { }, ct);

    /// <summary>What a request gets that our own pages would not make so.</summary>
    /// <param name="account">Another account's name; null: one's own.</param>
    public async Task<HttpStatusCode> TryAsync(HttpMethod method, string path, string? account, IReadOnlyDictionary<string, string> headers, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, $"compose/{account ?? _account}/{path}") { Content = method == HttpMethod.Get ? null : JsonContent.Create(new { kind = "new" }) };
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        using var answer = await _http.SendAsync(request, ct);
        return answer.RequestMessage!.RequestUri!.AbsolutePath.StartsWith("/compose", StringComparison.Ordinal) ? answer.StatusCode : HttpStatusCode.Unauthorized;
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonElement?> AskAsync(HttpMethod method, string path, object? body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, $"compose/{_account}/{path}");
        request.Headers.Add("X-Webmail", "1");
        if (body is not null) request.Content = JsonContent.Create(body);
        using var answer = await _http.SendAsync(request, ct);
        var text = await answer.Content.ReadAsStringAsync(ct);
        return answer.IsSuccessStatusCode ? text.Length > 0 ? JsonSerializer.Deserialize<JsonElement>(text) : null : throw new HttpRequestException($"{method} {path}: {(int)answer.StatusCode} {text}");
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"(?<it>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();

    [GeneratedRegex("/mail/(?<it>[0-9a-f]{8})/", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Account();
}
