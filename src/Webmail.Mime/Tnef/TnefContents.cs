namespace Webmail.Mime.Tnef;

/// <summary>What a winmail.dat holds (MS-OXTNEF).</summary>
public sealed class TnefContents
{
    /// <summary>Embedded messages inside embedded messages.</summary>
    public const int MaxDepth = 10;

    /// <summary>Attachments of one file, all levels together.</summary>
    public const int MaxAttachments = 1000;

    internal TnefContents()
    {
    }

    public string? Subject { get; internal set; }

    /// <summary>Who sent it, where an Internet address is given.</summary>
    public Headers.MailAddress? Sender { get; internal set; }

    /// <summary>When it was sent, in UTC.</summary>
    public DateTimeOffset? Date { get; internal set; }

    /// <summary>Without angle brackets.</summary>
    public string? MessageId { get; internal set; }

    public string? PlainBody { get; internal set; }

    /// <summary>HTML as bytes, in the charset that it or <see cref="CodePage"/> says.</summary>
    public ReadOnlyMemory<byte> HtmlBody { get; internal set; }

    /// <summary>Rich text, decompressed.</summary>
    public ReadOnlyMemory<byte> RtfBody { get; internal set; }

    /// <summary>The Windows code page of texts that are not Unicode; 1252 where none is given.</summary>
    public int CodePage { get; internal set; } = 1252;

    public IReadOnlyList<TnefAttachment> Attachments => Items;

    /// <summary>True when it was cut off, a checksum was wrong, or a limit was passed. What was readable is there.</summary>
    public bool HasDefect { get; internal set; }

    internal List<TnefAttachment> Items { get; } = [];

    /// <summary>True when the bytes begin as such a file does.</summary>
    public static bool IsTnef(ReadOnlySpan<byte> file) => file.Length >= 6 && file[0] == 0x78 && file[1] == 0x9F && file[2] == 0x3E && file[3] == 0x22;

    /// <summary>Reads a file. Never fails; what is no such file is empty with <see cref="HasDefect"/>. Contents are slices of <paramref name="file"/>.</summary>
    public static TnefContents Parse(ReadOnlyMemory<byte> file)
    {
        var budget = MaxAttachments;
        return new TnefReader(file, 0).Read(ref budget);
    }
}
