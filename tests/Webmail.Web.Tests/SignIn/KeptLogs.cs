using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Webmail.Web.Tests.SignIn;

/// <summary>Everything that is logged, down to the finest level, with its values and exceptions.</summary>
internal sealed class KeptLogs : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        Lines.Enqueue($"{state}");
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        Lines.Enqueue($"{formatter(state, exception)} {exception}");
        if (state is IEnumerable<KeyValuePair<string, object?>> values)
            Lines.Enqueue(string.Join(' ', values.Select(value => $"{value.Key}={value.Value}")));
    }

    public void Dispose()
    {
    }
}
