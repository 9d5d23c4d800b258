namespace Webmail.Protocols.Imap.Wire;

/// <summary>Beside which commands a command may be in flight (RFC 9051 section 5.5).</summary>
internal enum CommandOrder
{
    /// <summary>Names messages by UID or not at all. While it runs the server may report expunges.</summary>
    Free,

    /// <summary>
    /// FETCH, STORE or SEARCH by sequence number: the numbers must still mean the same when the server reads it, so nothing
    /// that may report an expunge runs beside it.
    /// </summary>
    SequenceNumbers,

    /// <summary>Changes the state of the connection (SELECT, sign-in, ...): waits for all before it, and all after wait for it.</summary>
    Barrier,
}

/// <summary>Answers that carry no mark of the command they belong to: of each kind one command runs at a time.</summary>
internal enum ReplyKind
{
    /// <summary>The answers can be told apart, or there are none.</summary>
    Own,
    Search,
    List,
    Namespace,
    Id,
    Capability,
    Enabled,
    Copy,
    Quota,
    Url,
    Thread,
    Metadata,
    Flags,
}

/// <summary>Where a command is between being asked for and being answered.</summary>
internal enum CommandPhase
{
    /// <summary>Not a single octet is written; can be taken back.</summary>
    Waiting,

    /// <summary>Being written.</summary>
    Sending,

    /// <summary>Wholly written, waits for its tagged answer.</summary>
    Sent,

    /// <summary>Answered, taken back or lost.</summary>
    Done,
}

/// <summary>One command in conversation. Commands of the public API are made from this by delegates; FETCH and bodies derive.</summary>
internal class ImapCommand(ImapRequest request, string name)
{
    private static readonly ImapRequest Written = new("");

    private readonly TaskCompletionSource<TaggedResponse> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ImapCommand(string name)
        : this(new ImapRequest(name), name)
    {
    }

    /// <summary>What is to be written; empty when it is.</summary>
    public ImapRequest Request { get; private set; } = request;

    /// <summary>For errors: the command's words without arguments.</summary>
    public string Name { get; } = name;

    public CommandOrder Order { get; init; }

    public virtual ReplyKind Replies { get; init; }

    /// <summary>
    /// A barrier that needs not wait for ENABLE: nothing in it is written or read otherwise after it. The server works in the order of what was sent, so ENABLE still comes
    /// before any mailbox is selected (RFC 5161 section 3.1).
    /// </summary>
    public bool MayFollowEnable { get; init; }

    /// <summary>Takes an untagged response; true when it was this command's and is no event.</summary>
    public Func<UntaggedResponse, bool>? Collect { get; init; }

    /// <summary>What it collects stays in memory until it is done, and is counted. False for what flows on or is dropped. Default: true.</summary>
    public bool Gathers { get; init; } = true;

    /// <summary>Octets collected so far.</summary>
    public long Gathered { get; set; }

    /// <summary>What it collects is about a mailbox that is not the selected one yet (SELECT).</summary>
    public bool KeepsMailboxData { get; init; }

    /// <summary>Answers a continuation request of a command that talks (AUTHENTICATE): the next line without CRLF.</summary>
    public Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>? Converse { get; init; }

    /// <summary>Runs on the reader loop before the tagged OK is handed on: a state change that must precede the next response.</summary>
    public Func<TaggedResponse, ValueTask>? Succeeded { get; init; }

    /// <summary>Runs on the reader loop before a NO or BAD is handed on.</summary>
    public Action? Refused { get; init; }

    public string Tag { get; set; } = "";

    public CommandPhase Phase { get; set; }

    /// <summary>When it was asked for, in the clock's ticks; null for what nobody asked for (IDLE).</summary>
    public long? Enqueued { get; set; }

    /// <summary>When the first octet was written, in the clock's ticks.</summary>
    public long Started { get; set; }

    /// <summary>The connection's count of written octets before the first of this command.</summary>
    public long SentFrom { get; set; }

    /// <summary>The same after its last one; null until then.</summary>
    public long? SentTo { get; set; }

    /// <summary>Octets of its own data and of its tagged answer.</summary>
    public long Received { get; set; }

    /// <summary>Every literal that comes from a stream of the caller has been read to its end.</summary>
    public bool SourceIsRead { get; set; }

    /// <summary>The answer that came while its literal was still being written; handed on when that is done, because the server reads all that was announced.</summary>
    public TaggedResponse? EarlyAnswer { get; set; }

    /// <summary>Half a literal is written and its other half is only in the caller's stream.</summary>
    public bool NeedsItsSource => Phase == CommandPhase.Sending && !SourceIsRead && Request.Literals.Any(literal => literal.Source is not null);

    /// <summary>The caller went away: the answer is read and dropped.</summary>
    public bool IsAbandoned { get; private set; }

    public Task<TaggedResponse> Completion => _completion.Task;

    /// <summary>It is written: IDLE, for one, is unanswered as long as the connection rests, and needs no words for that.</summary>
    public void ForgetRequest() => Request = Written;

    /// <summary>True when this one may be sent while <paramref name="running"/> is unanswered.</summary>
    public bool MayRunBeside(ImapCommand running)
    {
        if (Order == CommandOrder.Barrier || running.Order == CommandOrder.Barrier)
        {
            return MayFollowEnable && running.Replies == ReplyKind.Enabled;
        }

        if (Order == CommandOrder.SequenceNumbers && running.Order != CommandOrder.SequenceNumbers)
        {
            return false;
        }

        return Replies == ReplyKind.Own || Replies != running.Replies;
    }

    /// <summary>True when a response is just what this command asked for: it then comes before others that would take it too.</summary>
    public virtual bool Claims(UntaggedResponse response) => false;

    /// <summary>Takes a response when nobody has a better claim to it.</summary>
    public virtual bool Accept(UntaggedResponse response) => Collect?.Invoke(response) ?? false;

    /// <summary>
    /// Takes a response by its octets, before it is read: for answers of very many small ones. Only the first command in flight is asked, so that nobody is passed over;
    /// what it leaves is read and goes round as ever.
    /// </summary>
    /// <param name="frame">One whole response; its memory is the framer's.</param>
    /// <param name="modSeq">What the response tells of the mailbox beside the answer; null for nothing.</param>
    public virtual bool TryTake(in ImapFrame frame, out ModSeq? modSeq)
    {
        modSeq = null;
        return false;
    }

    /// <summary>The fate of a big literal in an answer; null when it is not this command's.</summary>
    public virtual LiteralPlan? Plan(ReadOnlySpan<byte> frame, long length) => null;

    /// <summary>Reader loop: what was held back to be handed on together goes to its reader, because nothing more is there for now.</summary>
    public virtual void HandOn()
    {
    }

    /// <summary>Waits until the command can take more answers. True: it waited for its own reader, not for the server.</summary>
    public virtual ValueTask RoomAsync() => ValueTask.CompletedTask;

    /// <summary>Other commands wait behind this one.</summary>
    public virtual void Hurry()
    {
    }

    public virtual void Complete(TaggedResponse response)
    {
        Phase = CommandPhase.Done;
        _completion.TrySetResult(response);
    }

    public virtual void Fail(Exception reason)
    {
        Phase = CommandPhase.Done;
        _completion.TrySetException(reason);

        // Looked at here, because a caller that was cancelled never will.
        _ = _completion.Task.Exception;
    }

    public virtual void Abandon() => IsAbandoned = true;
}
