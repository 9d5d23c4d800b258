using Webmail.Mime.Headers;
using Webmail.Mime.Parts;

namespace Webmail.Mime.Parsing;

/// <summary>A message as a tree over its bytes.</summary>
public sealed class MimeMessage
{
    private readonly DefectList _defects;

    private MimeMessage(MimePart root, DefectList defects)
    {
        Root = root;
        _defects = defects;
    }

    public MimePart Root { get; }

    public HeaderBlock Header => Root.Header;

    /// <summary>What had to be forgiven, in the order it was found.</summary>
    public IReadOnlyList<MimeDefect> Defects => _defects.Items;

    public string? Subject => Header.Text("Subject");

    public AddressList From => Header.Addresses("From");

    public AddressList To => Header.Addresses("To");

    public AddressList Cc => Header.Addresses("Cc");

    /// <summary>Null where there is no Date or it is none.</summary>
    public DateTimeOffset? Date => MailDate.TryParse(Header.Find("Date"), out var date) ? date : null;

    /// <summary>Without angle brackets; null where there is none.</summary>
    public string? MessageId => MessageIds.Parse(Header.Find("Message-ID")) is [var id, ..] ? id : null;

    /// <summary>Parses without copying: the tree refers to <paramref name="source"/> (to a copy with LF where all its line ends are bare CR). Never fails.</summary>
    public static MimeMessage Parse(ReadOnlyMemory<byte> source, MimeLimits? limits = null)
    {
        var bounds = limits ?? MimeLimits.Default;
        var defects = new DefectList(bounds.MaxDefects);
        if (source.Span.IndexOf((byte)'\n') < 0 && source.Span.IndexOf((byte)'\r') is var at and >= 0)
        {
            // Old Macintosh text: every line ends with a bare CR. The copy has the same offsets.
            defects.Add(MimeDefectKind.BareCarriageReturn, at);
            var copy = source.ToArray();
            copy.AsSpan().Replace((byte)'\r', (byte)'\n');
            source = copy;
        }

        return new MimeMessage(TreeBuilder.Build(source, bounds, defects), defects);
    }

    /// <summary>Reads the structure from a stream: headers are kept, bodies are not, but their places are known.</summary>
    public static async Task<MimeMessage> ReadStructureAsync(Stream stream, MimeLimits? limits, CancellationToken ct)
    {
        var bounds = limits ?? MimeLimits.Default;
        var defects = new DefectList(bounds.MaxDefects);
        var builder = new TreeBuilder(default, bounds, defects, new WorkBudget(0));
        await MimeReader.ReadAsync(stream, builder, bounds, ct);
        return new MimeMessage(builder.Root!, defects);
    }

    /// <summary>Which parts are body, inline and attachments.</summary>
    public BodyPlan Plan() => BodyPlan.Of(Root);

    /// <summary>
    /// Everything that can be said against the message: <see cref="Defects"/>, and what only shows when values and bodies are decoded.
    /// It decodes all bodies; for reading a mail nobody needs it.
    /// </summary>
    public IReadOnlyList<MimeDefect> Inspect(MimeLimits? limits = null) => MessageInspector.Inspect(this, limits ?? MimeLimits.Default);

    /// <summary>All parts, each before its children.</summary>
    public IEnumerable<MimePart> AllParts()
    {
        var stack = new Stack<MimePart>();
        stack.Push(Root);
        while (stack.TryPop(out var part))
        {
            yield return part;
            for (var i = part.Children.Count - 1; i >= 0; i--) stack.Push(part.Children[i]);
        }
    }
}
