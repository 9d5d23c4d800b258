using System.Text;
using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap.Tracing;

/// <summary>
/// A command of ours as its skeleton. Names, texts, addresses and passwords are written by <see cref="ImapRequest"/> as quoted strings or literals, which never pass; keywords are
/// atoms and are looked for where they can stand; secret stretches are cut out before anything is looked at.
/// </summary>
internal sealed class ClientTrace
{
    private readonly TraceLine _line = new();
    private bool _isAppend;
    private bool _flagsComing;
    private bool _keywordComing;
    private bool _mechanismComing;
    private bool _inFlags;

    private ClientTrace()
    {
    }

    public static string Of(string tag, ImapRequest request)
    {
        var trace = new ClientTrace();
        trace._line.Own(tag).Own(" ");
        var from = 0;
        foreach (var literal in request.Literals)
        {
            trace.Text(request, from, literal.Offset);
            trace._line.Literal(literal.Length);
            trace.AfterString();
            from = literal.Offset;
        }

        trace.Text(request, from, request.Text.Length);
        return trace._line.ToString();
    }

    private void Text(ImapRequest request, int from, int to)
    {
        foreach (var secret in request.Secrets)
        {
            var (start, end) = (Math.Max(from, secret.Start.Value), Math.Min(to, secret.End.Value));
            if (start < end)
            {
                Words(request.Text.Span[from..start]);
                _line.Hide(end - start);
                from = end;
            }
        }

        Words(request.Text.Span[from..to]);
    }

    private void Words(ReadOnlySpan<byte> text)
    {
        var reader = new TraceReader(text, []);
        while (!_line.IsFull)
        {
            var token = reader.Peek();
            var octets = reader.TextOf(token);
            if (token.Kind == TraceKind.End)
            {
                return;
            }

            if (token.Kind == TraceKind.Bracket && octets[0] == (byte)'[')
            {
                SectionTrace.Write(ref reader, _line);
                continue;
            }

            reader.Next();
            switch (token.Kind)
            {
                case TraceKind.Space:
                    _line.Own(" ");
                    break;
                case TraceKind.Bracket:
                    _line.Own(((char)octets[0]).ToString());
                    (_inFlags, _flagsComing) = (octets[0] == (byte)'(' && _flagsComing, false);
                    break;
                case TraceKind.Atom:
                    Atom(octets);
                    break;
                default:
                    _line.Hide(octets.Length);
                    AfterString();
                    break;
            }
        }

        if (reader.Left > 0)
        {
            _line.Own("… ").Hide(reader.Left);
        }
    }

    private void Atom(ReadOnlySpan<byte> octets)
    {
        var isKnown = _keywordComing ? false
            : _inFlags ? _line.TryWord(octets, TraceWords.SystemFlags)
            : _mechanismComing ? _line.TryWord(octets, TraceWords.Mechanisms)
            : octets[0] == (byte)'\\' ? _line.TryWord(octets, TraceWords.MailboxAttributes) || _line.TryWord(octets, TraceWords.SystemFlags)
            : _line.TryWord(octets, TraceWords.Commands) || _line.TryWord(octets, TraceWords.Capabilities) || _line.TryNumbers(octets) || IsSaved(octets);
        if (!isKnown)
        {
            _line.Hide(octets.Length);
        }

        _isAppend |= Ends(octets, "APPEND") || Ends(octets, "REPLACE");
        _flagsComing = Ends(octets, "FLAGS") || Ends(octets, "FLAGS.SILENT");
        _keywordComing = Ends(octets, "KEYWORD");
        _mechanismComing = Ends(octets, "AUTHENTICATE");
    }

    // The flags of a message to be stored stand after its mailbox, or after the message before it, with no word to announce them.
    private void AfterString() => (_flagsComing, _keywordComing, _mechanismComing) = (_isAppend, false, false);

    // "$": what the last search found (RFC 5182).
    private bool IsSaved(ReadOnlySpan<byte> octets)
    {
        if (!octets.SequenceEqual("$"u8))
        {
            return false;
        }

        _line.Own("$");
        return true;
    }

    private static bool Ends(ReadOnlySpan<byte> octets, string word) => octets.Length >= word.Length && Ascii.EqualsIgnoreCase(octets[^word.Length..], word);
}
