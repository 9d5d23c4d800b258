using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Webmail.TestKit.Servers;

namespace Webmail.TestKit.Certificates;

/// <summary>A certificate authority and a server certificate as PEM files in a folder; made anew when the folder has none.</summary>
public sealed class TestCertificates
{
    private const int Days = 365;
    private readonly string _folder;

    private TestCertificates(string folder) => _folder = folder;

    /// <summary>The authority that clients of the test are told to trust.</summary>
    public string AuthorityFile => Path.Combine(_folder, "ca.pem");

    public string CertificateFile => Path.Combine(_folder, "server.pem");

    public string KeyFile => Path.Combine(_folder, "server.key");

    public static async Task<TestCertificates> CreateAsync(string folder, ServerCertificateKind kind, TimeProvider time, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        var files = new TestCertificates(folder);
        DateTimeOffset now = time.GetUtcNow();
        if (files.StillValid(now)) return files;

        using X509Certificate2 authority = Authority("Webmail test authority", now);
        using X509Certificate2 stranger = Authority("Nobody's authority", now);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        bool expired = kind == ServerCertificateKind.Expired;
        using X509Certificate2 server = Request(key, kind == ServerCertificateKind.WrongName ? "other.example" : "localhost").Create(
            kind == ServerCertificateKind.Untrusted ? stranger : authority,
            now.AddDays(-3),
            expired ? now.AddDays(-1) : now.AddDays(Days - 1),
            RandomNumberGenerator.GetBytes(16));
        await File.WriteAllTextAsync(files.AuthorityFile, authority.ExportCertificatePem(), ct);
        await File.WriteAllTextAsync(files.CertificateFile, server.ExportCertificatePem(), ct);
        await File.WriteAllTextAsync(files.KeyFile, key.ExportPkcs8PrivateKeyPem(), ct);
        File.SetUnixFileMode(files.KeyFile, Modes.Secret);
        return files;
    }

    private bool StillValid(DateTimeOffset now)
    {
        if (!File.Exists(AuthorityFile) || !File.Exists(KeyFile)) return false;
        using var authority = X509CertificateLoader.LoadCertificateFromFile(AuthorityFile);
        return authority.NotAfter.ToUniversalTime() > now.UtcDateTime.AddDays(2);
    }

    private static X509Certificate2 Authority(string name, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request.CreateSelfSigned(now.AddDays(-4), now.AddDays(Days));
    }

    private static CertificateRequest Request(ECDsa key, string host)
    {
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        if (host == "localhost") names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        return request;
    }
}
