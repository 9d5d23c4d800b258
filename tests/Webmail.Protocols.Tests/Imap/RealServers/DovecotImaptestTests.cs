using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.Protocols.Imap.Grammar;
using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Tests.Imap.RealServers;

/// <summary>The scripts of imaptest against a real Dovecot: its answers, read by us, are what the scripts expect, read by us; our own commands get the same.</summary>
public sealed class DovecotImaptestTests(TestKit.Servers.RealServers servers) : DovecotTest(servers)
{
    private static readonly MailboxName Folder = MailboxName.Create("script");

    [Theory]
    [InlineData("esearch", 10)]
    [InlineData("esort", 4)]
    [InlineData("fetch-bodystructure", 1)]
    [InlineData("fetch-envelope", 1)]
    [InlineData("search-addresses", 10)]
    [InlineData("search-body", 5)]
    [InlineData("search-date", 10)]
    [InlineData("search-header", 5)]
    [InlineData("search-partial", 5)]
    [InlineData("sort-addresses", 4)]
    [InlineData("sort-arrival", 2)]
    [InlineData("sort-date", 3)]
    [InlineData("sort-display-from", 1)]
    [InlineData("sort-display-to", 1)]
    [InlineData("sort-size", 2)]
    [InlineData("sort-subject", 1)]
    [InlineData("thread", 2)]
    [InlineData("thread2", 1)]
    [InlineData("thread3", 1)]
    [InlineData("thread4", 1)]
    [InlineData("thread5", 1)]
    [InlineData("thread6", 1)]
    [InlineData("thread7", 1)]
    [InlineData("thread8", 1)]
    [InlineData("thread-orderedsubject", 1)]
    [InlineData("thread-orderedsubject2", 1)]
    public async Task Answers_are_understood_as_the_script_expects(string name, int least)
    {
        var script = ImaptestScript.Read(name);
        await using var connection = await StartAsync(script);
        var (next, compared, wrong) = (0, 0, new StringBuilder());
        foreach (var step in script.Steps)
        {
            if (step.Command is "append")
            {
                await AppendAsync(connection, script.Messages()[next++]);
                continue;
            }

            if (step.Command.StartsWith("select $mailbox", StringComparison.Ordinal))
            {
                await connection.SelectAsync(Folder, ct: Ct);
                continue;
            }

            if (step.Command.Contains('$', StringComparison.Ordinal) || step.Command.Contains("{{{", StringComparison.Ordinal))
            {
                break;
            }

            var (tag, told) = await SayAsync(connection, step);
            foreach (var expected in step.Expected.Select(line => line.Replace("$tag", tag, StringComparison.Ordinal)).Where(line => !line.Contains('$', StringComparison.Ordinal)))
            {
                var wanted = Describe(ImapGrammar.ParseResponse(new ImapFrame(Encoding.Latin1.GetBytes(expected))));
                compared++;
                if (!told.Contains(wanted))
                {
                    wrong.AppendLine(CultureInfo.InvariantCulture, $"{step.Command}\n  expected {wanted}\n  told {string.Join("\n       ", told)}");
                }
            }
        }

        Assert.Equal("", wrong.ToString());
        Assert.True(compared >= least, $"{compared} replies compared");
    }

    [Theory]
    [InlineData("sort-addresses")]
    [InlineData("sort-arrival")]
    [InlineData("sort-date")]
    [InlineData("sort-display-from")]
    [InlineData("sort-display-to")]
    [InlineData("sort-size")]
    [InlineData("sort-subject")]
    public async Task Our_own_sort_finds_what_the_script_expects(string name)
    {
        var script = ImaptestScript.Read(name);
        await using var connection = await StartAsync(script);
        var steps = script.Steps.Where(step => step.Command.StartsWith("sort (", StringComparison.Ordinal) && step.Command.EndsWith(") us-ascii all", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(steps);
        foreach (var step in steps)
        {
            var sorted = await connection.SortAsync(Terms(step.Command["sort (".Length..^") us-ascii all".Length]), SearchQuery.All, SearchReturn.Hits, Ct);
            Assert.Contains(step.Expected, line => line == "* sort " + string.Join(' ', sorted.All!));
        }
    }

    [Theory]
    [InlineData("search-addresses", 28)]
    [InlineData("search-body", 12)]
    [InlineData("search-date", 28)]
    [InlineData("search-flags", 30)]
    [InlineData("search-header", 14)]
    public async Task Our_own_queries_find_what_the_script_expects(string name, int least)
    {
        var script = ImaptestScript.Read(name);
        await using var connection = await StartAsync(script);
        var compared = 0;
        foreach (var step in script.Steps)
        {
            if (ImaptestQuery.Read(step.Command) is not { } query)
            {
                await SayAsync(connection, step with { Command = step.Command.Replace("$$", "$", StringComparison.Ordinal) });
                continue;
            }

            var found = await connection.SearchAsync(query, SearchReturn.Hits, Ct);
            if (step.Expected.Count == 0) continue; // whatever it finds is right
            // Nothing was expunged: a message's UID is its number.
            Assert.Equal(step.Command + ": " + step.Expected[0], step.Command + ": * search" + string.Concat(found.All!.Select(uid => " " + uid)));
            compared++;
        }

        Assert.True(compared >= least, $"{compared} searches compared");
    }

    private static List<SortTerm> Terms(string words)
    {
        var terms = new List<SortTerm>();
        var reverse = false;
        foreach (var word in words.Split(' '))
        {
            if (word == "reverse")
            {
                reverse = true;
                continue;
            }

            terms.Add(new SortTerm(Enum.Parse<Protocols.Imap.Commands.SortKey>(word, ignoreCase: true), reverse));
            reverse = false;
        }

        return terms;
    }

    private async Task<ImapConnection> StartAsync(ImaptestScript script)
    {
        var connection = await SignedInAsync();
        await connection.CreateAsync(Folder, Ct);
        if (!script.StartsEmpty)
        {
            foreach (var message in script.Messages().Take(script.Count))
            {
                await AppendAsync(connection, message);
            }

            await connection.SelectAsync(Folder, ct: Ct);
        }

        return connection;
    }

    private static Task<AppendResult> AppendAsync(ImapConnection connection, (byte[] Message, DateTimeOffset At) message) =>
        connection.AppendAsync(Folder, AppendMessage.From(message.Message) with { Date = message.At }, Ct);

    private static async Task<(string Tag, List<string> Told)> SayAsync(ImapConnection connection, ImaptestStep step)
    {
        var told = new List<string>();
        var command = new ImapCommand(new ImapRequest(step.Command), step.Command)
        {
            Order = CommandOrder.Barrier,
            Collect = response =>
            {
                told.Add(Describe(response));
                return response is not (ExistsReply or ExpungeReply);
            },
        };
        if (step.Status == "ok")
        {
            await connection.RunAsync(command, Ct);
        }
        else
        {
            await Assert.ThrowsAsync<ImapCommandException>(() => connection.RunAsync(command, Ct));
        }

        return (command.Tag, told);
    }

    private static string Describe(object? value) => value switch
    {
        null => "-",
        string or uint or int or long or ulong or bool or Enum => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        ReadOnlyMemory<byte> octets => Encoding.Latin1.GetString(octets.Span),
        NumberSet or UidSet or Uid or ModSeq or UidValidity or MailboxName or Flag => value.ToString()!,
        IEnumerable list => "(" + string.Join(' ', list.Cast<object?>().Select(Describe)) + ")",
        _ => value.GetType().Name + "{" + string.Join(' ', value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0 && property.Name is not "EqualityContract" and not "AllNumbers")
            .Select(property => Describe(property.GetValue(value)))) + "}",
    };
}
