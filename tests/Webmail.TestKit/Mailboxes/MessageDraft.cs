using System.Globalization;
using System.Text;

namespace Webmail.TestKit.Mailboxes;

/// <summary>A message being put together: envelope fields, then a body.</summary>
public sealed class MessageDraft
{
    public required Person From { get; init; }

    public required IReadOnlyList<Person> To { get; init; }

    public IReadOnlyList<Person> Cc { get; init; } = [];

    public required string Subject { get; init; }

    /// <summary>The charset of the subject's encoded words; UTF-8 when null.</summary>
    public Encoding? SubjectCharset { get; init; }

    public required DateTimeOffset Date { get; init; }

    /// <summary>Without the angle brackets.</summary>
    public required string MessageId { get; init; }

    /// <summary>The message ids of the conversation so far, oldest first.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>What the receiving server <see cref="AuthenticationServer"/> wrote about the sender; null for a sender that passed every check.</summary>
    public string? Checks { get; init; }

    /// <summary>The name under which the made-up receiving server reports.</summary>
    public const string AuthenticationServer = "mx.tidewater.test";

    /// <summary>Whole header lines to add.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];

    public required Part Body { get; init; }

    public byte[] ToBytes()
    {
        var output = new MemoryStream();
        foreach (string header in Fields()) output.Write(Encoding.UTF8.GetBytes(header + "\r\n"));
        Body.Write(output);
        return output.ToArray();
    }

    private IEnumerable<string> Fields()
    {
        string domain = From.Address.Split('@')[^1];
        yield return $"Authentication-Results: {AuthenticationServer};\r\n {Checks ?? $"spf=pass smtp.mailfrom={domain};\r\n dkim=pass header.d={domain} header.s=mail;\r\n dmarc=pass header.from={domain}"}";
        yield return $"Date: {Date.ToString("ddd, dd MMM yyyy HH:mm:ss ", CultureInfo.InvariantCulture)}{Date.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal)}";
        yield return $"From: {HeaderText.Address(From)}";
        yield return $"To: {HeaderText.Addresses(To)}";
        if (Cc.Count > 0) yield return $"Cc: {HeaderText.Addresses(Cc)}";
        yield return $"Subject: {HeaderText.Words(Subject, SubjectCharset)}";
        yield return $"Message-ID: <{MessageId}>";
        if (References.Count > 0)
        {
            yield return $"In-Reply-To: <{References[^1]}>";
            yield return $"References: {string.Join("\r\n ", References.Select(id => $"<{id}>"))}";
        }
        foreach (string header in Headers) yield return header;
        yield return "MIME-Version: 1.0";
    }
}
