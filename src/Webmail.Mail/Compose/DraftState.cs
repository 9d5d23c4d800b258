using System.Text;
using System.Text.Json;
using Webmail.Mime.Headers;
using Webmail.Mime.Writing;

namespace Webmail.Mail.Compose;

/// <summary>
/// What a draft knows beside its message, in a field of its own header: so that any node, and this program after any crash, goes on with it. It is written
/// by the mailbox's owner alone, but read like everything from outside. Never part of what is sent.
/// </summary>
internal sealed record DraftState(int Revision, DraftKind Kind, Guid Identity, DraftFormat Format, DraftOptions Options, DraftSource? Source,
    IReadOnlyList<Person> HalfWritten, IReadOnlyList<DraftFile> Files)
{
    /// <summary>Names the draft; searched for.</summary>
    public const string IdField = "X-Webmail-Draft";

    private const string StateField = "X-Webmail-Draft-State";

    /// <summary>Characters of the field in base64; more is not ours.</summary>
    private const int MaxLength = 64 * 1024;

    private const int LineLength = 70;

    public static IReadOnlyList<KeyValuePair<HeaderName, HeaderValue>> Fields(Draft draft)
    {
        var half = draft.To.Concat(draft.Cc).Concat(draft.Bcc).Where(person => DraftAddresses.Of(person) is null).ToList();
        var state = new DraftState(draft.Revision, draft.Kind, draft.Identity, draft.Format, draft.Options, draft.Source, half, [.. draft.Files.Where(file => file.Received == file.Size)]);
        var text = Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(state));
        if (text.Length > MaxLength) text = Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(state with { HalfWritten = [], Files = [] }));
        // Spaces, so that the field can be folded.
        var folded = string.Join(' ', text.Chunk(LineLength).Select(piece => new string(piece)));
        return [new(new HeaderName(IdField), new HeaderValue(draft.Id.ToString("D"))), new(new HeaderName(StateField), new HeaderValue(folded))];
    }

    public static Guid? IdOf(HeaderBlock header) => Guid.TryParse(Encoding.ASCII.GetString(header.Find(IdField)).Trim(), out var id) ? id : null;

    /// <summary>Null for a draft of another program, and for a field that is not ours.</summary>
    public static DraftState? Of(HeaderBlock header)
    {
        var raw = header.Find(StateField);
        if (raw.IsEmpty || raw.Length > MaxLength * 2) return null;
        try
        {
            var text = string.Concat(Encoding.ASCII.GetString(raw).Where(c => !char.IsWhiteSpace(c)));
            return JsonSerializer.Deserialize<DraftState>(Convert.FromBase64String(text)) is { Options: not null, HalfWritten: not null, Files: not null } state ? state : null;
        }
        catch (Exception broken) when (broken is FormatException or JsonException or NotSupportedException)
        {
            return null;
        }
    }
}
