using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Webmail.Mail.Network;

/// <summary>Certificates of servers that an administrator named.</summary>
internal static class ServerCertificates
{
    /// <summary>The usual checks of name and dates, with one more authority (or the server's own certificate) to trust.</summary>
    public static RemoteCertificateValidationCallback Trusting(string file) => (_, certificate, _, errors) =>
    {
        if (errors == SslPolicyErrors.None) return true;
        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || certificate is null) return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.ImportFromPemFile(file);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        using var leaf = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return chain.Build(leaf);
    };
}
