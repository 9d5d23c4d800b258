using System.Text;
using Webmail.Mail.Reading;
using Webmail.Mime.Headers;

namespace Webmail.Mail.Trust;

/// <summary>Reads a message's header for what the receiving server found out about its sender.</summary>
internal static class TrustReader
{
    /// <summary>Results that are kept: a message with dozens of signatures is not more trustworthy, only longer.</summary>
    public const int MaxChecks = 20;

    private static readonly string[] Methods = ["spf", "dkim", "dmarc", "arc"];

    /// <param name="trusted">Names (authserv-id) under which the tenant's own servers report; any other report is somebody's claim.</param>
    public static SenderTrust Read(OpenedMessage message, IReadOnlyCollection<string> trusted)
    {
        var (by, checks) = Checks(message.Header, trusted);
        var from = SenderDomain.Of(message);
        var trust = new SenderTrust
        {
            FromDomain = from ?? "",
            CheckedBy = by,
            Checks = checks,
            Verdict = Judge(checks, from),
            Warnings = SenderWarnings.Of(message, from),
            ReceiptsTo = Receipts(message.Header),
        };
        return trust with { List = MailingListReader.Read(message.Header, trust) };
    }

    /// <summary>
    /// The topmost report of a trusted server, with the fields that follow it directly: servers write one block, and strip from what they receive
    /// every field that bears their own name (RFC 8601 section 5). What stands further down came in with the message.
    /// </summary>
    private static (string By, IReadOnlyList<TrustCheck> Checks) Checks(HeaderBlock header, IReadOnlyCollection<string> trusted)
    {
        var by = "";
        var checks = new List<TrustCheck>();
        foreach (var field in header.Fields)
        {
            if (!Ascii.EqualsIgnoreCase(header.NameOf(field), "Authentication-Results"))
            {
                if (by.Length > 0) break;
                continue;
            }

            var report = AuthenticationResults.Parse(header.ValueOf(field));
            if (by.Length == 0 && trusted.Contains(report.AuthServer, StringComparer.OrdinalIgnoreCase)) by = report.AuthServer;
            else if (!string.Equals(by, report.AuthServer, StringComparison.OrdinalIgnoreCase)) continue;
            checks.AddRange(report.Results.Where(result => Methods.Contains(result.Method, StringComparer.Ordinal)).Select(Check));
        }

        return (by, [.. checks.Take(MaxChecks)]);
    }

    private static TrustCheck Check(AuthenticationResult result)
    {
        string[] names = result.Method switch
        {
            "dmarc" => ["header.from"],
            "dkim" => ["header.d", "header.i"],
            "spf" => ["smtp.mailfrom", "smtp.helo"],
            _ => [],
        };
        var about = names.Select(name => result.Properties.GetValueOrDefault(name)).FirstOrDefault(value => !string.IsNullOrEmpty(value)) ?? "";
        return new TrustCheck(result.Method, CleanText.Of(result.Value), DomainNames.Normalise(about[(about.LastIndexOf('@') + 1)..]) ?? "")
        {
            Selector = result.Properties.GetValueOrDefault("header.s", ""),
            Signature = result.Properties.GetValueOrDefault("header.b", ""),
        };
    }

    private static IReadOnlyList<string> Receipts(HeaderBlock header)
    {
        var raw = header.Find("Disposition-Notification-To", out var found);
        if (!found) raw = header.Find("Return-Receipt-To");
        return [.. AddressList.Parse(raw).Mailboxes.Take(5).Select(box => CleanText.Of(box.LocalPart + "@" + DomainText.Of(box.Domain)))];
    }

    private static TrustVerdict Judge(IReadOnlyList<TrustCheck> checks, string? from)
    {
        if (checks.Count == 0) return TrustVerdict.Unchecked;
        if (from is null) return TrustVerdict.NotVerified;
        var dmarc = checks.FirstOrDefault(check => check.Method == "dmarc");
        if (dmarc is { Passed: true } && dmarc.Domain == from) return TrustVerdict.Verified;
        if (dmarc is { Passed: true } or { Result: "fail" })
            return checks.Any(check => check is { Method: "arc", Passed: true }) ? TrustVerdict.Partly : TrustVerdict.NotVerified;
        if (checks.Any(check => check is { Method: "dkim", Passed: true } && DomainNames.SpeaksFor(check.Domain, from))) return TrustVerdict.Verified;
        if (checks.Any(check => check is { Passed: true, Method: "spf" or "dkim" })) return TrustVerdict.Partly;
        return checks.Any(check => check.Result is "fail" or "softfail") ? TrustVerdict.NotVerified : TrustVerdict.Unchecked;
    }
}
