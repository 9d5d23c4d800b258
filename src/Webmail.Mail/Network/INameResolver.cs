using System.Net;

namespace Webmail.Mail.Network;

/// <summary>Host names to addresses.</summary>
public interface INameResolver
{
    /// <returns>Empty when the name does not exist.</returns>
    ValueTask<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken ct);
}
