using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.Protocols.Tests.Imap.Conversation;

namespace Webmail.Protocols.Tests.Imap.Hostile;

/// <summary>Ten thousand strings through every parameter of every command: the recording server hears the commands that were meant, and no other.</summary>
[Collection(nameof(HostileServerTests))]
public sealed class InjectionTests
{
    private const int Strings = 10_000;

    private const string Features =
        "IMAP4rev1 UIDPLUS MOVE ESEARCH IDLE ENABLE CONDSTORE NAMESPACE ID UNSELECT LIST-EXTENDED SPECIAL-USE CREATE-SPECIAL-USE NOTIFY APPENDLIMIT REPLACE CATENATE LANGUAGE I18NLEVEL=2 " +
        "SEARCH=FUZZY OBJECTID SORT THREAD=REFERENCES MULTISEARCH CONTEXT=SEARCH URLAUTH ACL QUOTA QUOTASET METADATA";

    // Also characters whose lower octet is CR, LF or NUL, and what other encodings make line ends of.
    private static readonly string[] Pieces =
    [
        "\r\n", "\n", "\r", "\0", "\r\na9 LOGOUT\r\n", "\"", "\\", "\\\"", "\\\r\n", " ", "\t", "(", ")", "[", "]", "{", "}", "{5}", "{5+}", "{0+}\r\n", "{5}\r\n", "~{3+}\r\n", "*", "%", "+", "$", "&", "&-", "&AAo-", "&AA0ACg-",
        "/", ".", "<", ">", "a", "INBOX", "plain", "\\Seen", "\\Deleted", "NIL", "a1 DELETE INBOX", "DONE", "+ go on", ") (", "\" \"", "LITERAL", "\u0085", "\u2028", "\u2029", "\u010A", "\u010D", "\u0D0A",
        "\u0100", "\uFF02", "\u00AD", "\u00e9", "\u6c34", "\ud83d\ude00", "\ud800", "\udc00", "\u202e", "\uFEFF", "\u000b", "\u000c", "\u001b", "\u007f", "%0d%0a", "=0D=0A", "+0D+0A", "\u00ff\u00f4",
    ];

    private readonly Random _random = new(20261122);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("LITERAL+")]
    [InlineData("LITERAL-")]
    [InlineData("")]
    public async Task No_parameter_adds_a_command(string literals)
    {
        var recorder = new CommandRecorder();
        await using var scripted = await Scripted.SelectedAsync(recorder.ServeAsync, $"{Features} {literals}");
        var (meant, refused) = (new Dictionary<string, int>(StringComparer.Ordinal), 0);
        var forms = await FormsAsync(scripted.Connection, recorder);
        for (var i = 0; i < Strings / 3; i++)
        {
            var text = Evil();
            recorder.Text = text;
            var asked = InjectedParameters.All.Select(parameter => (parameter.Key, Task: AskAsync(parameter.Value, scripted.Connection, text))).ToList();
            foreach (var (name, task) in asked)
            {
                if (!await task.WaitAsync(Attack.Patience, Ct))
                {
                    refused++;
                    continue;
                }

                foreach (var (form, count) in forms[name])
                {
                    meant[form] = meant.GetValueOrDefault(form) + count;
                }
            }
        }

        Assert.Equal(Lines(meant), Lines(recorder.Take()));
        Assert.InRange(refused, Strings / 3, Strings / 3 * InjectedParameters.All.Count / 2);
    }

    [Theory]
    [InlineData("AUTH=PLAIN SASL-IR LITERAL+")]
    [InlineData("AUTH=PLAIN")]
    [InlineData("AUTH=LOGIN")]
    [InlineData("AUTH=XOAUTH2 AUTH=OAUTHBEARER SASL-IR")]
    [InlineData("LITERAL+")]
    [InlineData("")]
    public async Task No_name_password_or_token_adds_a_command(string features)
    {
        var heard = 0;
        await using var scripted = await Scripted.ConnectAsync(async session =>
        {
            await session.GreetAsync("IMAP4rev1 " + features);
            while (true)
            {
                var command = await session.CommandAsync();
                heard += command.Name is "LOGIN" or "AUTHENTICATE" ? 1 : 1_000_000;
                for (var steps = command.Name == "LOGIN" ? 0 : features.Contains("SASL-IR", StringComparison.Ordinal) ? 0 : features.Contains("LOGIN", StringComparison.Ordinal) ? 2 : 1; steps > 0; steps--)
                {
                    await session.SayAsync("+ ");
                    Assert.Matches("^[A-Za-z0-9+/]*=*$", await session.LineAsync());
                }

                await session.OkAsync(command, $"[CAPABILITY IMAP4rev1 {features}] in");
            }
        });
        var (signedIn, token) = (0, features.Contains("OAUTH", StringComparison.Ordinal));
        for (var i = 0; i < Strings / 5; i++)
        {
            var (user, secret) = i % 2 == 0 ? (Evil(), "p") : ("u", Evil());
            if (await AskAsync((connection, _) => connection.SignInAsync(token ? ImapCredentials.AccessToken(user, secret) : ImapCredentials.Password(user, secret), Ct), scripted.Connection, "").WaitAsync(Attack.Patience, Ct))
            {
                signedIn++;
            }
        }

        Assert.Equal(signedIn, heard);
        Assert.InRange(signedIn, Strings / 10, Strings / 5);
    }

    [Theory]
    [InlineData("\u00e9", "{2+}")]
    [InlineData("\u6c34", "{3+}")]
    [InlineData("\ud83d\ude00", "{4+}")]
    [InlineData("a\r\n", "{3+}")]
    public async Task A_literal_counts_octets_not_characters(string text, string header)
    {
        var heard = "";
        await using var scripted = await Scripted.SelectedAsync(async session =>
        {
            var search = await session.CommandAsync();
            heard = search.Text;
            await session.OkAsync(search);
        });
        await scripted.Connection.SearchAsync(SearchQuery.Subject(text), SearchReturn.Hits, Ct);
        Assert.Contains(header, heard, StringComparison.Ordinal);
    }

    // What each parameter makes the server hear when its text is harmless.
    private static async Task<Dictionary<string, Dictionary<string, int>>> FormsAsync(ImapConnection connection, CommandRecorder recorder)
    {
        var forms = new Dictionary<string, Dictionary<string, int>>(StringComparer.Ordinal);
        foreach (var (name, ask) in InjectedParameters.All)
        {
            Assert.True(await AskAsync(ask, connection, name == "part" ? "1" : "plain"), name);
            forms[name] = recorder.Take();
        }

        return forms;
    }

    // False: refused before anything was sent.
    private static async Task<bool> AskAsync(Func<ImapConnection, string, Task> ask, ImapConnection connection, string text)
    {
        try
        {
            await ask(connection, text);
            return true;
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            return false;
        }
    }

    private static IEnumerable<string> Lines(Dictionary<string, int> forms) => forms.Select(form => $"{form.Key} x{form.Value}").Order(StringComparer.Ordinal);

    private string Evil() => string.Concat(Enumerable.Range(0, _random.Next(1, 5)).Select(_ => Pieces[_random.Next(Pieces.Length)]));
}
