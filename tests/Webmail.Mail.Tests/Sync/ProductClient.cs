using Webmail.Mail.Actions;
using Webmail.Mail.Messages;
using Webmail.Protocols.Imap;

namespace Webmail.Mail.Tests.Sync;

/// <summary>A person in front of the product: looks about in two folders and acts; what the network prevents is given up, as a person does.</summary>
internal sealed class ProductClient(FaultyAccount faulty, IFolderView inbox, IFolderView other)
{
    private ActionReceipt? _last;

    /// <summary>What it is about, for when that has no end.</summary>
    public string Doing { get; private set; } = "";

    /// <summary>How much of it came about.</summary>
    public int Done { get; private set; }

    public async Task ActAsync(Random random, CancellationToken ct)
    {
        var view = random.Next(3) == 0 ? other : inbox;
        try
        {
            if (random.Next(30) == 0) faulty.Cut();
            if (random.Next(20) == 0) faulty.Account.ReconnectNow();
            Doing = $"a window of {view.Folder}";
            var window = await view.GetWindowAsync(random.Next(200), random.Next(1, 60), ct);
            var rows = window.Rows.Count == 0 ? [] : window.Rows.Skip(random.Next(window.Rows.Count)).Take(random.Next(1, 4)).ToList();
            if (rows.Count > 0) await ActAsync(random, view, rows, ct);
            Done++;
        }
        catch (MailUnavailableException)
        {
            // The network's doing: whether the server did it the view will tell.
        }
    }

    private async Task ActAsync(Random random, IFolderView view, List<MessageRow> rows, CancellationToken ct)
    {
        var uids = UidSet.From(rows.Select(row => row.Uid));
        switch (random.Next(8))
        {
            case 0:
                Doing = "a move";
                _last = await faulty.Account.Actions.MoveAsync(view.Folder, uids, view == inbox ? other.Folder : inbox.Folder, ct);
                break;
            case 1 when _last is { } last:
                _last = null;
                Doing = "taking back a " + last.Kind;
                await faulty.Account.Actions.UndoAsync(last, ct);
                break;
            case 2:
                Doing = "an index";
                await view.IndexOfAsync(rows[0].Uid, ct);
                break;
            case 3 or 4:
                Doing = "a flag";
                _last = await faulty.Account.Actions.SetFlagAsync(view.Folder, uids, random.Next(2) == 0 ? Flag.Seen : Flag.Flagged, random.Next(2) == 0, ct);
                break;
        }
    }
}
