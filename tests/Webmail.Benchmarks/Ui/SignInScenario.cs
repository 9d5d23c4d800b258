using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;
using Webmail.TestKit.Dovecot;

namespace Webmail.Benchmarks.Ui;

/// <summary>From the click on "Sign in" to a list that answers, beside connecting, signing in, selecting and fetching fifty rows.</summary>
internal static class SignInScenario
{
    public static async Task MeasureAsync(IBrowser browser, Uri address, DovecotServer dovecot, int size, int runs, FigureTable table)
    {
        var bare = new Samples();
        var product = new Samples();
        var circuit = new Samples();
        var user = BenchmarkMailbox.User(size);
        for (var run = 0; run < runs; run++)
        {
            bare.Add(Bare(dovecot, user, size));
            await using var tab = await Tab.OpenAsync(browser, address);
            await tab.Page.AddInitScriptAsync(UiScripts.NoteWhenListIsUsable);
            await tab.FillSignInAsync(user, dovecot.Password);
            var clicked = await tab.Page.EvaluateAsync<double>("(() => { const now = Date.now(); document.querySelector('form button[type=submit]').click(); return now; })()");
            await tab.Page.WaitForURLAsync("**/mail**");
            await tab.Page.WaitForFunctionAsync("() => window.benchUsable > 0 && window.benchCircuit > 0");
            product.Add(await tab.Page.EvaluateAsync<double>("window.benchUsable") - clicked);
            circuit.Add(await tab.Page.EvaluateAsync<double>("window.benchCircuit") - clicked);
        }

        table.Add(string.Create(CultureInfo.InvariantCulture, $"sign in to list usable, INBOX {size:N0}"), bare, product, 200);
        table.Add(string.Create(CultureInfo.InvariantCulture, $"sign in to circuit there, INBOX {size:N0}"), bare, circuit, 200);
    }

    private static double Bare(DovecotServer dovecot, string user, int size)
    {
        var start = Stopwatch.GetTimestamp();
        using var client = new BareImapClient(dovecot.Ports.Imap);
        client.Run($"LOGIN {user} {dovecot.Password}");
        client.Run("SELECT INBOX");
        client.Run($"FETCH {size - 49}:{size} (UID FLAGS INTERNALDATE RFC822.SIZE ENVELOPE)");
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
