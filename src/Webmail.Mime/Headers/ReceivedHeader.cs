namespace Webmail.Mime.Headers;

/// <summary>One hop of a message (RFC 5321 section 4.4), as far as the line says. All texts are the claims of the host that wrote it.</summary>
public sealed record ReceivedHeader
{
    /// <summary>The name after <c>from</c>, or an address literal without its brackets.</summary>
    public string? From { get; init; }

    /// <summary>The address the connection came from, where the line gives one.</summary>
    public System.Net.IPAddress? FromAddress { get; init; }

    /// <summary>The name that the client gave in HELO or EHLO, where it stands apart.</summary>
    public string? Helo { get; init; }

    public string? By { get; init; }

    public string? Via { get; init; }

    /// <summary>The protocol, upper case: <c>ESMTPS</c>.</summary>
    public string? With { get; init; }

    /// <summary>Without angle brackets.</summary>
    public string? Id { get; init; }

    /// <summary>Without angle brackets.</summary>
    public string? For { get; init; }

    /// <summary><c>TLSv1.3</c>, where the line says so.</summary>
    public string? TlsVersion { get; init; }

    public string? TlsCipher { get; init; }

    public DateTimeOffset? Date { get; init; }

    /// <summary>Reads a raw value. Never fails; what is not there is null.</summary>
    public static ReceivedHeader Parse(ReadOnlySpan<byte> raw) => new ReceivedReader(raw).Read();
}
