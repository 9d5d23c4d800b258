using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap;

/// <content>Telling whoever keeps figures what each command took.</content>
public sealed partial class ImapConnection
{
    /// <summary>CRLF, which a frame no longer has.</summary>
    private const int LineEnd = 2;

    private static long SizeOf(in ImapFrame frame)
    {
        long size = frame.Bytes.Length + LineEnd;
        for (var i = 0; i < frame.Detached.Count; i++)
        {
            size += frame.Detached[i].Length;
        }

        return size;
    }

    private void Report(ImapCommand command, ImapCommandOutcome outcome)
    {
        if (_options.CommandOver is not { } told)
        {
            return;
        }

        var time = _options.TimeProvider;
        var queued = command.Enqueued is { } asked ? time.GetElapsedTime(asked, command.Started) : TimeSpan.Zero;

        // Refused before it was wholly written: what is out by now.
        var sent = (command.SentTo ?? _writer.Octets) - command.SentFrom;
        told(new ImapCommandReport(command.Name, outcome, queued, time.GetElapsedTime(command.Started), sent, command.Received));
    }

    private void ReportLost(List<ImapCommand> lost)
    {
        foreach (var command in lost)
        {
            if (command.Phase is CommandPhase.Sending or CommandPhase.Sent)
            {
                Report(command, ImapCommandOutcome.Broken);
            }
        }
    }
}
