using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Webmail.Tool.Commands;

/// <summary>The certificate that a server showed. <paramref name="Problem"/> is null when it is trusted for the host.</summary>
internal sealed record ProbedCertificate(string Subject, string Issuer, string Expires, string? Problem)
{
    public static ProbedCertificate? Of(X509Certificate? seen, SslPolicyErrors errors) => seen is null
        ? null
        : new ProbedCertificate(seen.Subject, seen.Issuer, seen.GetExpirationDateString(), errors == SslPolicyErrors.None ? null : errors.ToString());
}
