using System.Globalization;
using Microsoft.Playwright;
using Webmail.TestKit.Dovecot;
using Webmail.TestKit.Mailboxes;

namespace Webmail.Benchmarks.Ui;

/// <summary>Opening folders, paging, jumping, opening messages and new mail, each beside the bare client's round trips.</summary>
internal static class ListScenarios
{
    private const string Rows = "(UID FLAGS INTERNALDATE RFC822.SIZE ENVELOPE)";

    public static async Task MeasureAsync(IBrowser browser, Uri address, DovecotServer dovecot, List<int> sizes, int runs, FigureTable table)
    {
        var user = BenchmarkMailbox.User(sizes[0]);
        using var bare = new BareImapClient(dovecot.Ports.Imap);
        bare.Run($"LOGIN {user} {dovecot.Password}");
        await using var tab = await Tab.SignedInAsync(browser, address, user, dovecot.Password);
        foreach (var size in sizes) await FolderAsync(tab, bare, size, size >= 1_000_000 ? Math.Min(runs, 3) : runs, table);
        await MessagesAsync(tab, bare, "Reading", 30, "plain message", runs, table);
        await MessagesAsync(tab, bare, "Attachments", 5, "20 MB attachment's message", Math.Min(runs, 4), table);
        await NewMailAsync(tab, dovecot, user, sizes[0], runs, table);
    }

    private static async Task FolderAsync(Tab tab, BareImapClient bare, int size, int runs, FigureTable table)
    {
        var folder = BenchmarkMailbox.Folder(size);
        Samples bareOpen = new(), open = new(), bareNext = new(), next = new(), bareJump = new(), jump = new();
        var random = new Random(size);
        for (var run = 0; run < runs; run++)
        {
            await tab.MeasureAsync(Tab.ClickFolder("Reading"), UiScripts.FolderIsOpen("Reading", 30));
            bare.Run("SELECT Reading");
            bareOpen.Add(bare.Time("SELECT " + folder) + bare.Time($"FETCH {size - 49}:{size} {Rows}"));
            open.Add(await tab.MeasureAsync(Tab.ClickFolder(folder), UiScripts.FolderIsOpen(folder, size)));

            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{folder}: opened."));
            var from = size - (100 * (run + 2));
            bareNext.Add(bare.Time($"FETCH {from}:{from + 49} {Rows}"));
            next.Add(await tab.MeasureAsync(NoteMiddle + "list.scrollTop += list.clientHeight * 4", UiScripts.RowInTheMiddle));

            var middle = random.Next(size / 4, size * 3 / 4);
            bareJump.Add(bare.Time($"FETCH {middle}:{middle + 49} {Rows}"));
            var share = random.NextDouble().ToString("F4", CultureInfo.InvariantCulture);
            jump.Add(await tab.MeasureAsync(NoteMiddle + $"list.scrollTop = (list.scrollHeight - list.clientHeight) * (0.2 + 0.6 * {share})", UiScripts.RowInTheMiddle));
        }

        var name = size.ToString("N0", CultureInfo.InvariantCulture);
        table.Add("open a folder of " + name, bareOpen, open, 40);
        table.Add("next window in " + name, bareNext, next, 40);
        table.Add("jump in " + name, bareJump, jump, 40);
    }

    private const string NoteMiddle = """
        const list = document.querySelector('.message-list');
        const box = list.getBoundingClientRect();
        window.benchMiddle = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)?.closest('.message-row')?.dataset.uid;

        """;

    private static async Task MessagesAsync(Tab tab, BareImapClient bare, string folder, int count, string what, int runs, FigureTable table)
    {
        Samples floor = new(), product = new();
        await tab.MeasureAsync(Tab.ClickFolder(folder), UiScripts.FolderIsOpen(folder, count));
        bare.Run("SELECT " + folder);
        for (var run = 0; run < runs; run++)
        {
            floor.Add(bare.Time($"FETCH {count - run} BODY.PEEK[1]"));
            // Not the neighbours in turn: those are warmed, and everybody's first click is not.
            var row = run * 3 % Math.Min(count, 8);
            await tab.Page.EvaluateAsync(UiScripts.NoteText);
            product.Add(await tab.MeasureAsync(UiScripts.ClickRow(row), UiScripts.OtherText));
        }

        table.Add("open " + what, floor, product, 40);
    }

    private static async Task NewMailAsync(Tab tab, DovecotServer dovecot, string user, int size, int runs, FigureTable table)
    {
        Samples floor = new(), product = new();
        await tab.MeasureAsync(Tab.ClickFolder("Inbox"), UiScripts.FolderIsOpen("Inbox", size));
        using var idle = new BareImapClient(dovecot.Ports.Imap);
        idle.Run($"LOGIN {user} {dovecot.Password}");
        idle.Run("SELECT INBOX");
        idle.Idle();
        var generator = new MailboxGenerator(2, Person.Noor, BenchmarkMailbox.Newest);
        for (var run = 0; run < runs; run++)
        {
            var subject = "Arrived " + run;
            await tab.Page.EvaluateAsync(UiScripts.NoteWhenOnTop(subject));
            var heard = Task.Run(() =>
            {
                idle.WaitForExists();
                return TimeProvider.System.GetUtcNow();
            });
            var delivered = TimeProvider.System.GetUtcNow();
            await dovecot.DeliverAsync(user, generator.Simple(subject).Content, CancellationToken.None);
            floor.Add((await heard - delivered).TotalMilliseconds);
            await tab.Page.WaitForFunctionAsync("() => window.benchArrived > 0");
            product.Add(await tab.Page.EvaluateAsync<double>("window.benchArrived") - delivered.ToUnixTimeMilliseconds());
        }

        table.Add("new mail on screen", floor, product, 100);
    }
}
