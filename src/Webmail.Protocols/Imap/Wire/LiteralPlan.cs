namespace Webmail.Protocols.Imap.Wire;

/// <summary>Decides what becomes of a literal when its header arrives, before its content does.</summary>
internal interface ILiteralRouter
{
    /// <summary>Asked only for literals above <see cref="ImapLimits.InlineLiteralBytes"/>, once each.</summary>
    /// <param name="frame">The last 4 KB of the response so far, up to and with the literal's header and its CRLF.</param>
    /// <param name="length">The octets announced.</param>
    LiteralPlan Plan(ReadOnlySpan<byte> frame, long length);

    /// <summary>Nothing more is there for now: what was made of the frames so far is to be handed on.</summary>
    void Pause()
    {
    }
}

/// <summary>The fate of one literal: inline, streamed to a lease, or drained.</summary>
internal readonly record struct LiteralPlan(bool Inline, LiteralLease? Lease)
{
    public static LiteralPlan Keep => new(Inline: true, Lease: null);

    public static LiteralPlan Drain => default;

    public static LiteralPlan Stream(LiteralLease lease) => new(Inline: false, lease);
}
