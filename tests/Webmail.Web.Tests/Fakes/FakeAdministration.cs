using Webmail.Mail.Health;
using Webmail.Mail.Tracing;
using Webmail.Web.Administration;

namespace Webmail.Web.Tests.Fakes;

/// <summary>The figures that a test says, for somebody who is an administrator when the test says so.</summary>
internal sealed class FakeAdministration : IAdministration
{
    public bool IsMine { get; set; }

    public HealthReport? Report { get; set; }

    public Exception? Failure { get; set; }

    public List<string?> Asked { get; } = [];

    public Dictionary<string, IReadOnlyList<CommandFigures>> Commands { get; } = new(StringComparer.Ordinal);

    public List<TracedAccount> Traces { get; } = [];

    public string? Trace { get; set; }

    public ValueTask<bool> IsMineAsync(CancellationToken ct) => new(IsMine);

    public Task<HealthReport?> ReadHealthAsync(CancellationToken ct) => Failure is { } failure ? Task.FromException<HealthReport?>(failure) : Task.FromResult(IsMine ? Report : null);

    public Task<IReadOnlyList<TracedAccount>?> ListTracesAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<TracedAccount>?>(IsMine ? [.. Traces] : null);

    public Task<string?> ReadTraceAsync(Guid accountId, CancellationToken ct) => Task.FromResult(IsMine ? Trace : null);

    public Task<IReadOnlyList<CommandFigures>?> ReadCommandsAsync(string? host, CancellationToken ct)
    {
        Asked.Add(host);
        return Task.FromResult(IsMine ? Commands.GetValueOrDefault(host ?? "") ?? [] : null);
    }
}
