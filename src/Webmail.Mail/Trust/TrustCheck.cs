namespace Webmail.Mail.Trust;

/// <summary>One check as the receiving server wrote it (RFC 8601).</summary>
/// <param name="Method">Lower case: "spf", "dkim", "dmarc", "arc".</param>
/// <param name="Result">Lower case: "pass", "fail", "none", "softfail", …</param>
/// <param name="Domain">The domain it is about, lower case and in ASCII; empty when the result names none.</param>
public sealed record TrustCheck(string Method, string Result, string Domain)
{
    public bool Passed => Result == "pass";
}
