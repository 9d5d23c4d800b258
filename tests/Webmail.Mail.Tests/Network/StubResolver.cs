using System.Net;
using Webmail.Mail.Network;

namespace Webmail.Mail.Tests.Network;

/// <summary>Answers in turn; the last answer stays.</summary>
internal sealed class StubResolver(params IPAddress[][] answers) : INameResolver
{
    public int Asked { get; private set; }

    public ValueTask<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken ct) =>
        ValueTask.FromResult<IReadOnlyList<IPAddress>>(answers[Math.Min(Asked++, answers.Length - 1)]);
}
