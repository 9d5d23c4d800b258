namespace Webmail.Mail.Trust;

/// <summary>One check as the receiving server wrote it (RFC 8601).</summary>
/// <param name="Method">Lower case: "spf", "dkim", "dmarc", "arc".</param>
/// <param name="Result">Lower case: "pass", "fail", "none", "softfail", …</param>
/// <param name="Domain">The domain it is about, lower case and in ASCII; empty when the result names none.</param>
public sealed record TrustCheck(string Method, string Result, string Domain)
{
    /// <summary>Which key, of a DKIM check that names it (header.s); else empty.</summary>
    public string Selector { get; init; } = "";

    /// <summary>The first characters of the signature, of a DKIM check that names them (header.b, RFC 6008); else empty.</summary>
    public string Signature { get; init; } = "";

    public bool Passed => Result == "pass";
}
