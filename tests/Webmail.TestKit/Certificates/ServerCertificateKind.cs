namespace Webmail.TestKit.Certificates;

/// <summary>What a client that trusts <see cref="TestCertificates.AuthorityFile"/> should think of the server's certificate.</summary>
public enum ServerCertificateKind
{
    /// <summary>Issued by the authority for <c>localhost</c> and 127.0.0.1.</summary>
    Trusted,

    /// <summary>Right name and time, issued by an authority that nobody trusts.</summary>
    Untrusted,

    /// <summary>Issued by the authority, for another host.</summary>
    WrongName,

    /// <summary>Issued by the authority for <c>localhost</c>, over since yesterday.</summary>
    Expired,
}
