using System.Diagnostics.Metrics;
using Webmail.Mail.Health;
using Webmail.Protocols.Imap;

namespace Webmail.Mail.Sessions;

/// <summary>
/// Figures of all IMAP commands, tagged by server host and by the command's words. Those are the engine's own, some sixty; no address, folder or other text of a person or a
/// server gets into a tag.
/// </summary>
public sealed class CommandMetrics
{
    private readonly Counter<long> _commands;
    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _queued;
    private readonly Counter<long> _sent;
    private readonly Counter<long> _received;

    private readonly ServerHistory? _history;

    public CommandMetrics(IMeterFactory meters, ServerHistory? history = null)
    {
        _history = history;
        var meter = meters.Create(SessionMetrics.MeterName);
        _commands = meter.CreateCounter<long>("webmail.imap.commands", "{command}", "IMAP commands that are over, by how they ended.");
        _duration = meter.CreateHistogram<double>("webmail.imap.command.duration", "s", "From the first octet written to the tagged answer.");
        _queued = meter.CreateHistogram<double>("webmail.imap.command.queued", "s", "From asking to the first octet written.");
        _sent = meter.CreateCounter<long>("webmail.imap.sent", "By", "Octets of commands, before compression and TLS.");
        _received = meter.CreateCounter<long>("webmail.imap.received", "By", "Octets of their answers, after decompression.");
    }

    internal void Record(string host, in ImapCommandReport report)
    {
        _history?.Record(host, report);
        var server = new KeyValuePair<string, object?>("server", host);
        var command = new KeyValuePair<string, object?>("command", report.Name);
        _commands.Add(1, server, command, new KeyValuePair<string, object?>("outcome", OutcomeTag(report.Outcome)));
        _queued.Record(report.Queued.TotalSeconds, server, command);
        _sent.Add(report.Sent, server, command);
        _received.Add(report.Received, server, command);

        // How long it was until a connection broke says nothing of the command.
        if (report.Outcome != ImapCommandOutcome.Broken) _duration.Record(report.Duration.TotalSeconds, server, command);
    }

    private static string OutcomeTag(ImapCommandOutcome outcome) => outcome switch
    {
        ImapCommandOutcome.Ok => "ok",
        ImapCommandOutcome.No => "no",
        ImapCommandOutcome.Bad => "bad",
        _ => "broken",
    };
}
