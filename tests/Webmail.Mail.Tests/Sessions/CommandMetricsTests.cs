using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;

namespace Webmail.Mail.Tests.Sessions;

public sealed class CommandMetricsTests
{
    private readonly ConcurrentQueue<(string Instrument, double Value, Dictionary<string, object?> Tags)> _measured = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_command_is_counted_by_its_words_and_how_it_ended()
    {
        await using var account = new ScriptedAccount("IMAP4rev1", command => command.Name == "STATUS" ? null : []);
        using var listener = Listen(account.Meters);

        await RefusedStatusAsync(account);

        var counted = Assert.Single(_measured, one => one.Instrument == "webmail.imap.commands" && Equals(one.Tags["command"], "STATUS"));
        Assert.Equal(("no", "127.0.0.1"), (counted.Tags["outcome"], counted.Tags["server"]));
        Assert.Single(_measured, one => one.Instrument == "webmail.imap.command.duration" && Equals(one.Tags["command"], "STATUS") && one.Value > 0);
        Assert.Single(_measured, one => one.Instrument == "webmail.imap.command.queued" && Equals(one.Tags["command"], "STATUS"));
        Assert.All(["webmail.imap.sent", "webmail.imap.received"], name => Assert.Contains(_measured, one => one.Instrument == name && one.Value > 0));
    }

    [Fact]
    public async Task No_tag_names_a_person_or_a_folder_or_what_the_server_said()
    {
        await using var account = new ScriptedAccount("IMAP4rev1", command => command.Name == "STATUS" ? null : []);
        using var listener = Listen(account.Meters);

        await RefusedStatusAsync(account);

        var tags = _measured.SelectMany(one => one.Tags.Values).Select(value => value?.ToString() ?? "").Distinct().ToList();
        Assert.NotEmpty(tags);
        Assert.DoesNotContain(tags, tag => tag.Contains("Klettern", StringComparison.OrdinalIgnoreCase) || tag.Contains("noor", StringComparison.OrdinalIgnoreCase) || tag.Contains("not here", StringComparison.Ordinal));
    }

    private static async Task RefusedStatusAsync(ScriptedAccount account)
    {
        await using var lease = await account.Account.Pool.RentAnyAsync(Ct);
        await Assert.ThrowsAsync<ImapCommandException>(() => lease.Connection.StatusAsync(MailboxName.Create("Klettern"), StatusItems.Messages, Ct));
    }

    private MeterListener Listen(IMeterFactory mine)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, meters) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, mine)) meters.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.Start();
        return listener;
    }

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (instrument.Name.StartsWith("webmail.imap.", StringComparison.Ordinal)) _measured.Enqueue((instrument.Name, value, new Dictionary<string, object?>(tags.ToArray())));
    }
}
