using System.Text;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Grammar;
using Webmail.Protocols.Imap.Wire;
using Webmail.TestKit;

namespace Webmail.Protocols.Tests.Transcripts;

/// <summary>Responses of the corpora as the grammar gets them.</summary>
internal static class Samples
{
    /// <summary>The responses of one transcript: "gmail/fetch-nil.txt".</summary>
    public static List<ImapResponse> Of(string file) =>
        [.. Frames.Of(Wire(file)).Select(frame => ImapGrammar.ParseResponse(frame))];

    public static byte[] Wire(string file) => Frames.FromLineFeeds(File.ReadAllBytes(Corpus.PathOf("imap/mailkit-imap-responses/" + file)));

    /// <summary>Every response of every server.</summary>
    public static List<ImapFrame> All() =>
        [.. Corpus.Files("imap/mailkit-imap-responses", "*.txt").SelectMany(file => Frames.Of(Frames.FromLineFeeds(File.ReadAllBytes(file))))];

    /// <summary>The replies that the imaptest scripts expect, one a line.</summary>
    public static List<ImapFrame> Expected() =>
    [
        .. Corpus.Files("imap/imaptest-scripts")
            .Where(file => !file.EndsWith(".mbox", StringComparison.Ordinal))
            .SelectMany(file => File.ReadAllLines(file, Encoding.Latin1))
            .Where(line => line.StartsWith("* ", StringComparison.Ordinal))
            .Select(line => new ImapFrame(Encoding.Latin1.GetBytes(line))),
    ];

    public static ImapResponse Parse(string text) => ImapGrammar.ParseResponse(Frames.One(text));

    public static T Parse<T>(string text)
        where T : ImapResponse => Assert.IsType<T>(Parse(text));

    public static FetchRow Row(string text) => Parse<FetchReply>(text).Row;

    public static ServerQuirks Quirks(string text)
    {
        ImapGrammar.ParseResponse(Frames.One(text), false, out var quirks);
        return quirks;
    }

    public static string Text(ReadOnlyMemory<byte>? bytes) => Encoding.UTF8.GetString(bytes.GetValueOrDefault().Span);
}
