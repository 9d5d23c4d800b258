using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap.Commands;

/// <summary>A FETCH of one section of one message, whose literal goes straight to its reader.</summary>
internal sealed class BodyRequest : ImapCommand
{
    private readonly Uid _uid;
    private readonly SectionPath _section;
    private readonly bool _binary;
    private readonly byte[] _answer;
    private readonly TaskCompletionSource<ImapBodyStream> _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _confirmed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private LiteralLease? _lease;

    public BodyRequest(Uid uid, SectionPath section, BodyFetchOptions options, bool binary)
        : base(Write(uid, section, options, binary), "UID FETCH")
    {
        (_uid, _section, _binary) = (uid, section, binary);
        Gathers = false;
        var origin = options.Partial is { } part ? string.Create(CultureInfo.InvariantCulture, $"<{part.Offset}>") : "";
        _answer = Encoding.ASCII.GetBytes($"{(binary ? "BINARY" : "BODY")}[{section}]{origin} ");
    }

    /// <summary>The stream, as soon as its first octet can be read.</summary>
    public Task<ImapBodyStream> Opened => _opened.Task;

    /// <summary>Takes the literal that answers this very question; the UID may come before it, or be checked after it.</summary>
    public override LiteralPlan? Plan(ReadOnlySpan<byte> frame, long length)
    {
        if (_lease is not null)
        {
            return null;
        }

        var text = frame[..frame.LastIndexOf((byte)'{')].TrimEnd((byte)'~');
        if (text.Length < _answer.Length || !Ascii.EqualsIgnoreCase(text[^_answer.Length..], _answer) || !MayBeOurs(text[..^_answer.Length]))
        {
            return null;
        }

        _lease = new LiteralLease();
        _ = OpenAsync(_lease);
        return LiteralPlan.Stream(_lease);
    }

    public override bool Accept(UntaggedResponse response)
    {
        if (response is not FetchReply { Row: var row } || row.Uid != _uid || Find(row) is not { } section)
        {
            return false;
        }

        if (section.DetachedLength is null)
        {
            _opened.TrySetResult(new ImapBodyStream(section.Data ?? default, section.IsBinary));
        }

        _confirmed.TrySetResult();
        return true;
    }

    public override void Complete(TaggedResponse response)
    {
        base.Complete(response);
        if (_confirmed.Task.IsCompleted)
        {
            return;
        }

        var missing = response.Status == ResponseStatus.Ok
            ? new ImapCommandException(Name, ResponseStatus.No, new ResponseCode(ResponseCodeKind.NonExistent, "NONEXISTENT"), "There is no such message or part.")
            : new ImapCommandException(Name, response.Status, response.Code, response.Text);
        Close(missing, new ImapProtocolException("The server did not say which message it sent."));
    }

    public override void Fail(Exception reason)
    {
        base.Fail(reason);
        _lease?.Abort(reason);
        Close(reason, reason);
    }

    /// <summary>The caller is gone: a stream that opened at the same moment is given back.</summary>
    public void Forget()
    {
        _opened.TrySetCanceled(CancellationToken.None);
        _lease?.Release();
    }

    private static ImapRequest Write(Uid uid, SectionPath section, BodyFetchOptions options, bool binary)
    {
        var partial = options.Partial is { } part ? string.Create(CultureInfo.InvariantCulture, $"<{part.Offset}.{part.Count}>") : "";
        return new ImapRequest("UID FETCH").Space().Number(uid.Value)
            .Raw($" (UID {(binary ? "BINARY" : "BODY")}{(options.Peek ? ".PEEK" : "")}[{section}]{partial})");
    }

    private async Task OpenAsync(LiteralLease lease)
    {
        await lease.Started.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!lease.Started.IsCompletedSuccessfully || !_opened.TrySetResult(new ImapBodyStream(lease, _confirmed.Task, _binary)) || IsAbandoned)
        {
            lease.Release();
        }
    }

    private FetchSection? Find(FetchRow row) => row.Sections.FirstOrDefault(section => section.IsBinary == _binary && section.Path.Equals(_section));

    // "* 12 FETCH (FLAGS (\Seen) UID 4711 ": only what we asked for and flags can stand here.
    private bool MayBeOurs(ReadOnlySpan<byte> before)
    {
        var at = before.IndexOf("UID "u8);
        return at < 0 || !Utf8Parser.TryParse(before[(at + 4)..], out uint uid, out _) || uid == _uid.Value;
    }

    private void Close(Exception notOpened, Exception notConfirmed)
    {
        if (_opened.TrySetException(notOpened))
        {
            // Looked at here, because a caller that was cancelled never will.
            _ = _opened.Task.Exception;
        }

        if (_confirmed.TrySetException(notConfirmed))
        {
            _ = _confirmed.Task.Exception;
        }
    }
}
