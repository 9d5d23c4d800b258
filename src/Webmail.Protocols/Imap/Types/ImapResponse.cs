namespace Webmail.Protocols.Imap;

/// <summary>One response of a server (RFC 9051 section 7). Closed: the kinds are the ones in this folder.</summary>
public abstract record ImapResponse;

/// <summary>OK, NO, BAD, PREAUTH or BYE.</summary>
public enum ResponseStatus
{
    Ok,

    /// <summary>The server refused; the connection is fine.</summary>
    No,

    /// <summary>The server did not understand, or something broke inside it.</summary>
    Bad,

    /// <summary>Greeting only: already signed in.</summary>
    PreAuth,

    /// <summary>The server closes the connection.</summary>
    Bye,
}

/// <summary>The end of a command, <c>response-tagged</c>.</summary>
/// <param name="Tag">The tag of the command.</param>
/// <param name="Status">OK, NO or BAD.</param>
/// <param name="Code">What stands in brackets; null when nothing does.</param>
/// <param name="Text">For people; may be empty.</param>
public sealed record TaggedResponse(string Tag, ResponseStatus Status, ResponseCode? Code, string Text) : ImapResponse;

/// <summary>"+ ...", <c>continue-req</c>. <paramref name="Text"/> is the raw rest: base64 of a SASL challenge, or words.</summary>
public sealed record ContinuationResponse(ReadOnlyMemory<byte> Text) : ImapResponse;

/// <summary>A response that starts with "*".</summary>
public abstract record UntaggedResponse : ImapResponse;

/// <summary>"* OK/NO/BAD/PREAUTH/BYE [code] text".</summary>
public sealed record ConditionResponse(ResponseStatus Status, ResponseCode? Code, string Text) : UntaggedResponse;

/// <summary>A response with a name we have no rule for.</summary>
/// <param name="Name">Upper case.</param>
/// <param name="Raw">The response, its first 4 KB.</param>
public sealed record UnknownResponse(string Name, ReadOnlyMemory<byte> Raw) : UntaggedResponse;

/// <summary>
/// A response that could not be understood. Framing is not lost: the next response is sound. A command that waits for this kind
/// of data has to do without.
/// </summary>
/// <param name="Name">The kind, as far as it was recognised: "LIST"; "" when it was not.</param>
/// <param name="Reason">Grammar rules and what was wrong: "mailbox-list: mailbox: expected a string".</param>
/// <param name="Offset">Where, in bytes.</param>
/// <param name="Raw">The response, its first 4 KB.</param>
public sealed record MalformedResponse(string Name, string Reason, int Offset, ReadOnlyMemory<byte> Raw) : UntaggedResponse;
