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
