using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.TestKit.Imap;

namespace Webmail.Protocols.Tests.Imap.Commands;

/// <summary>What changes the connection itself: ENABLE, UNAUTHENTICATE, LANGUAGE, COMPRESS, limits.</summary>
public sealed class SessionExtensionTests
{
    private static readonly MailboxName South = MailboxName.Create("Süd & Nord");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("UTF8=ACCEPT", "UTF8=ACCEPT")]
    [InlineData("UTF8=ONLY", "UTF8=ACCEPT")]
    [InlineData("IMAP4rev2", "IMAP4rev2")]
    public async Task After_enabling_it_names_of_mailboxes_are_utf8(string announced, string enabled)
    {
        await using var scripted = await Scripted.SignedInAsync(
            async session =>
            {
                await session.AnswerAsync("STATUS", "* STATUS \"S&APw-d &- Nord\" (MESSAGES 1)");
                await session.AnswerAsync("ENABLE", "* ENABLED " + enabled);
                await session.AnswerAsync("STATUS", "* STATUS \"S\u00c3\u00bcd & Nord\" (MESSAGES 2)");
                await session.AnswerAsync("LIST", "* LIST () \"/\" \"S\u00c3\u00bcd & Nord\"");
            },
            "IMAP4rev1 LITERAL+ ENABLE " + announced);
        Assert.Equal(1u, (await scripted.Connection.StatusAsync(South, StatusItems.Messages, Ct)).Messages);
        await scripted.Connection.EnableAsync([enabled], Ct);
        Assert.Equal(2u, (await scripted.Connection.StatusAsync(South, StatusItems.Messages, Ct)).Messages);
        Assert.Equal("STATUS \"S\u00c3\u00bcd & Nord\" (MESSAGES)", scripted.Said[^1]);
        Assert.Equal(South, Assert.Single(await scripted.Connection.ListAsync(ListOptions.Default with { Pattern = "Süd & *", Subscriptions = false }, Ct)).Name);
        Assert.Contains("\"S\u00c3\u00bcd & *\"", scripted.Said[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dovecot_that_says_UTF8_and_means_UTF7_is_not_asked_for_it()
    {
        await using var scripted = await Scripted.SignedInAsync(
            session => session.AnswerAsync("STATUS", "* STATUS \"S&APw-d &- Nord\" (MESSAGES 1)"),
            "IMAP4rev1 LITERAL+ ENABLE SNIPPET=FUZZY UTF8=ACCEPT");
        Assert.Empty(await scripted.Connection.EnableAsync(["UTF8=ACCEPT"], Ct));
        Assert.Equal(1u, (await scripted.Connection.StatusAsync(South, StatusItems.Messages, Ct)).Messages);
    }

    [Fact]
    public async Task Utf8_needs_no_charset_and_refuses_none()
    {
        await using var scripted = await Scripted.SelectedAsync(
            async session =>
            {
                await session.AnswerAsync("ENABLE", "* ENABLED UTF8=ACCEPT");
                await session.AnswerAsync("UID SEARCH", "* SEARCH 1");
            },
            "IMAP4rev1 LITERAL+ ENABLE UTF8=ACCEPT");
        await scripted.Connection.EnableAsync(["UTF8=ACCEPT"], Ct);
        await scripted.Connection.SearchAsync(SearchQuery.Subject("ü"), SearchReturn.Hits, Ct);
        Assert.Equal("UID SEARCH SUBJECT \"\u00c3\u00bc\"", scripted.Said[^1]);
    }

    [Fact]
    public async Task With_UIDONLY_rows_and_expunges_have_uids_alone()
    {
        await using var scripted = await Scripted.SelectedAsync(
            async session =>
            {
                await session.AnswerAsync("ENABLE", "* ENABLED UIDONLY");
                await session.AnswerAsync("UID FETCH", "* 7 UIDFETCH (FLAGS (\\Seen))", "* 9 UIDFETCH (FLAGS ())", "* VANISHED 8");
                await session.AnswerTaggedAsync("FETCH", "BAD [UIDREQUIRED] by uid");
            },
            "IMAP4rev1 ENABLE UIDONLY");
        await scripted.Connection.EnableAsync(["UIDONLY"], Ct);
        var rows = await RowsAsync(scripted.Connection.FetchAsync(UidSet.Parse("1:20"), FetchItems.FlagsOnly, ct: Ct));
        Assert.Equal([7u, 9u], rows.Select(row => row.Uid!.Value.Value));
        Assert.Equal(4u, scripted.Connection.Selected!.Exists);
        Assert.Equal("8", Assert.IsType<VanishedEvent>(await scripted.Connection.Events.ReadAsync(Ct)).Uids.ToString());
        var refused = await Assert.ThrowsAsync<ImapCommandException>(() => RowsAsync(scripted.Connection.FetchAsync(SequenceSet.All, FetchItems.FlagsOnly, ct: Ct)));
        Assert.Equal(ResponseCodeKind.UidRequired, refused.Kind);
    }

    [Fact]
    public async Task Signing_out_without_closing_forgets_everything()
    {
        await using var scripted = await Scripted.SelectedAsync(
            async session =>
            {
                await session.AnswerAsync("ENABLE", "* ENABLED UTF8=ACCEPT");
                await session.AnswerTaggedAsync("UNAUTHENTICATE", "OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] next");
                await session.AnswerTaggedAsync("AUTHENTICATE", "OK [CAPABILITY IMAP4rev1] in");
            },
            "IMAP4rev1 ENABLE UTF8=ACCEPT UNAUTHENTICATE");
        await scripted.Connection.EnableAsync(["UTF8=ACCEPT"], Ct);
        await scripted.Connection.UnauthenticateAsync(Ct);
        Assert.Equal((ImapConnectionState.NotAuthenticated, true, 0), (scripted.Connection.State, scripted.Connection.Selected is null, scripted.Connection.Enabled.Count));
        await scripted.Connection.SignInAsync(ImapCredentials.Password("bob", "secret"), Ct);
        Assert.Equal(ImapConnectionState.Authenticated, scripted.Connection.State);
    }

    [Fact]
    public async Task Texts_come_in_the_first_language_the_server_has()
    {
        await using var scripted = await Scripted.SignedInAsync(
            async session =>
            {
                await session.AnswerAsync("LANGUAGE", "* LANGUAGE (EN DE)");
                await session.AnswerAsync("LANGUAGE", "* LANGUAGE (DE)", "* NAMESPACE ((\"\" \"/\")) NIL NIL");
                await session.AnswerTaggedAsync("LANGUAGE", "NO not that one");
                await session.AnswerAsync("COMPARATOR", "* COMPARATOR \"i;unicode-casemap\"");
            },
            "IMAP4rev1 LANGUAGE I18NLEVEL=2");
        Assert.Equal(["EN", "DE"], await scripted.Connection.LanguagesAsync(Ct));
        Assert.Equal("DE", await scripted.Connection.SetLanguageAsync(["de-CH", "de"], Ct));
        Assert.Null(await scripted.Connection.SetLanguageAsync(["fr"], Ct));
        Assert.Equal("i;unicode-casemap", await scripted.Connection.ComparatorAsync(["i;unicode-casemap"], Ct));
    }

    [Fact]
    public async Task Commands_keep_the_message_limit()
    {
        await using var scripted = await Scripted.SelectedAsync(
            async session =>
            {
                await session.AnswerAsync("UID STORE");
                await session.AnswerAsync("UID STORE");
                await session.AnswerTaggedAsync("UID STORE", "NO [MESSAGELIMIT 2 40] too many");
            },
            "IMAP4rev1 MESSAGELIMIT=2");
        var refused = await Assert.ThrowsAsync<ImapCommandException>(
            () => scripted.Connection.StoreAsync(UidSet.Parse("1:3,7,9"), StoreAction.Add, FlagSet.Of(Flag.Seen), unchangedSince: null, Ct));
        Assert.Equal(["UID STORE 1:2 +FLAGS.SILENT (\\Seen)", "UID STORE 3,7 +FLAGS.SILENT (\\Seen)", "UID STORE 9 +FLAGS.SILENT (\\Seen)"], scripted.Said.Skip(2));
        Assert.Equal((2ul, new Uid(40)), (Assert.IsType<MessageLimitCode>(refused.Code).Limit, ((MessageLimitCode)refused.Code!).Lowest!.Value));
    }

    [Fact]
    public async Task A_long_search_tells_how_far_it_is()
    {
        await using var scripted = await Scripted.SelectedAsync(
            session => session.AnswerAsync("UID SEARCH", "* OK [INPROGRESS (\"{tag}\" 454 1000)] still searching", "* SEARCH 1"), "IMAP4rev1 INPROGRESS");
        await scripted.Connection.SearchAsync(SearchQuery.All, SearchReturn.Hits, Ct);
        Assert.Equal(new ProgressEvent("UID SEARCH", 454, 1000), await scripted.Connection.Events.ReadAsync(Ct));
    }

    [Theory]
    [InlineData("https://mail.test/.well-known/jmap", true)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("http://mail.test/jmap", false)]
    public async Task Jmap_is_only_believed_over_https(string url, bool taken)
    {
        await using var scripted = await Scripted.SignedInAsync(session => session.AnswerAsync("GETJMAPACCESS", $"* JMAPACCESS \"{url}\""), "IMAP4rev1 JMAPACCESS");
        Assert.Equal(taken ? new Uri(url) : null, await scripted.Connection.JmapAccessAsync(Ct));
    }

    [Fact]
    public async Task What_is_compressed_right_after_the_OK_is_not_lost()
    {
        await using var scripted = await Scripted.SelectedAsync(
            async session =>
            {
                var command = await session.CommandAsync();
                var compressed = Compress("* 6 EXISTS\r\n");
                byte[] both = [.. Encoding.ASCII.GetBytes($"{command.Tag} OK go\r\n"), .. compressed];
                await session.SendAsync(both);
            },
            "IMAP4rev1 COMPRESS=DEFLATE");
        Assert.True(await scripted.Connection.CompressAsync(Ct));
        Assert.Equal(new ExistsEvent(6), await scripted.Connection.Events.ReadAsync(Ct));
    }

    [Fact]
    public async Task What_is_asked_while_the_OK_is_being_read_goes_out_compressed()
    {
        var clock = new AskingClock();
        await using var scripted = await Scripted.SelectedAsync(
            async session =>
            {
                var command = await session.CommandAsync();
                clock.Start();
                await session.OkAsync(command);
                await AnswerCompressedAsync(session);
            },
            "IMAP4rev1 COMPRESS=DEFLATE",
            options: ImapConnectionOptions.Default with { TimeProvider = clock });
        clock.Ask = () => scripted.Connection.NoopAsync(Ct);
        Assert.True(await scripted.Connection.CompressAsync(Ct));
        var asked = clock.Stop();
        Assert.NotEmpty(asked);
        await Task.WhenAll(asked).WaitAsync(Ct);
    }

    [Fact]
    public async Task A_compressed_bomb_ends_the_connection()
    {
        var limits = ImapLimits.Default with { InflationFree = 1024 * 1024, InflationRatio = 50 };
        await using var scripted = await Scripted.SelectedAsync(
            async session =>
            {
                await session.OkAsync(await session.CommandAsync());
                await session.SendAsync(Compress(string.Concat(Enumerable.Repeat("* OK " + new string('x', 50_000) + "\r\n", 100))));
            },
            "IMAP4rev1 COMPRESS=DEFLATE",
            options: ImapConnectionOptions.Default with { Limits = limits });
        await scripted.Connection.CompressAsync(Ct);
        await scripted.Connection.Closed.WaitAsync(Ct);
        Assert.Contains("50 times", scripted.Connection.BreakReason!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compression_that_the_server_refuses_is_no_failure()
    {
        await using var scripted = await Scripted.SelectedAsync(
            async session =>
            {
                await session.AnswerTaggedAsync("COMPRESS", "NO [COMPRESSIONACTIVE] TLS does");
                await session.AnswerAsync("NOOP");
            },
            "IMAP4rev1 COMPRESS=DEFLATE");
        Assert.False(await scripted.Connection.CompressAsync(Ct));
        await scripted.Connection.NoopAsync(Ct);
    }

    /// <summary>Answers whatever comes, as long as it comes in stored blocks.</summary>
    private static async Task AnswerCompressedAsync(ScriptedSession session)
    {
        using var octets = new MemoryStream();
        await using var deflate = new DeflateStream(octets, CompressionLevel.Fastest);
        var begun = "";
        while (true)
        {
            var head = await session.OctetsAsync(5);
            var length = BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(1));
            if (head[0] != 0 || (length ^ BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(3))) != ushort.MaxValue) throw new InvalidDataException("This is not compressed.");
            var lines = (begun + Encoding.ASCII.GetString(await session.OctetsAsync(length))).Split("\r\n");
            begun = lines[^1];
            await deflate.WriteAsync(Encoding.ASCII.GetBytes(string.Concat(lines[..^1].Select(line => line.Split(' ')[0] + " OK done\r\n"))), Ct);
            await deflate.FlushAsync(Ct);
            await session.SendAsync(octets.ToArray());
            octets.SetLength(0);
        }
    }

    private static byte[] Compress(string text)
    {
        var octets = new MemoryStream();
        var deflate = new DeflateStream(octets, CompressionLevel.Fastest, leaveOpen: true);
        deflate.Write(Encoding.ASCII.GetBytes(text));
        deflate.Flush();
        return octets.ToArray();
    }

    private static async Task<List<FetchRow>> RowsAsync(IAsyncEnumerable<FetchRow> source)
    {
        var rows = new List<FetchRow>();
        await foreach (var row in source.WithCancellation(Ct))
        {
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>A clock by which something is asked each time the connection looks at it: there is no other way in while it reads an answer.</summary>
    private sealed class AskingClock : TimeProvider
    {
        private const int Most = 64;

        private readonly Lock _lock = new();
        private readonly List<Task> _asked = [];
        private bool _asks;
        [ThreadStatic]
        private static bool _inside;

        public Func<Task> Ask { get; set; } = () => Task.CompletedTask;

        public void Start()
        {
            lock (_lock) _asks = true;
        }

        /// <summary>Asks no more; what was asked.</summary>
        public IReadOnlyList<Task> Stop()
        {
            lock (_lock)
            {
                _asks = false;
                return [.. _asked];
            }
        }

        public override long GetTimestamp()
        {
            bool asks;
            lock (_lock) asks = _asks && !_inside && _asked.Count < Most;
            if (asks)
            {
                _inside = true; // asking looks at the clock too
                var task = Ask();
                _inside = false;
                lock (_lock) _asked.Add(task);
            }

            return System.GetTimestamp();
        }
    }
}
