using Microsoft.Extensions.Logging;
using Webmail.Mail.Reading;
using Webmail.Mail.Tracing;

namespace Webmail.Mail.Sessions;

/// <summary>What every account's sessions share in this process.</summary>
internal sealed record SessionServices(
    SessionLimits Limits,
    ConnectionBudget Budget,
    SessionMetrics Metrics,
    TimeProvider Time,
    Random Random,
    Func<ISessionPool, MessageReader> Readers,
    ILogger Logger,
    WireTraces? Traces = null);
