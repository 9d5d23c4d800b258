namespace Webmail.TestKit.Smtp;

/// <summary>One message as a sink got it.</summary>
/// <param name="Mail">The MAIL command.</param>
/// <param name="Recipients">The RCPT commands.</param>
/// <param name="Content">The octets: dots of DATA taken away again.</param>
/// <param name="ByChunks">True when it came by BDAT.</param>
public sealed record SinkMessage(string Mail, IReadOnlyList<string> Recipients, byte[] Content, bool ByChunks);
