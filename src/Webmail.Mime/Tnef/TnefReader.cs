using System.Buffers.Binary;
using Webmail.Mime.Charsets;

namespace Webmail.Mime.Tnef;

/// <summary>Walks over the attributes of one file (MS-OXTNEF section 2.1.3).</summary>
internal sealed class TnefReader(ReadOnlyMemory<byte> file, int depth)
{
    private const byte AttachmentLevel = 2;
    private const int HeaderLength = 9;
    private readonly TnefContents _contents = new();
    private TnefAttachment? _attachment;
    private string? _senderName, _senderAddress;

    public TnefContents Read(ref int budget)
    {
        if (!TnefContents.IsTnef(file.Span))
        {
            _contents.HasDefect = true;
            return _contents;
        }

        // Signature and key come first.
        var at = 6;
        while (file.Length - at >= HeaderLength)
        {
            var span = file.Span[at..];
            var level = span[0];
            var tag = BinaryPrimitives.ReadUInt16LittleEndian(span[1..]);
            var length = BinaryPrimitives.ReadUInt32LittleEndian(span[5..]);
            at += HeaderLength;
            if (length > file.Length - at)
            {
                _contents.HasDefect = true;
                length = (uint)(file.Length - at);
            }

            var data = file.Slice(at, (int)length);
            at += (int)length;
            if (file.Length - at >= 2 && BinaryPrimitives.ReadUInt16LittleEndian(file.Span[at..]) != Checksum(data.Span)) _contents.HasDefect = true;
            at += 2;
            if (level == AttachmentLevel) Attachment(tag, data, ref budget);
            else Message(tag, data);
        }

        if (at < file.Length) _contents.HasDefect = true;
        if (_senderAddress is not null)
            _contents.Sender = Headers.AddressList.FromParts(System.Text.Encoding.UTF8.GetBytes(_senderName ?? ""), System.Text.Encoding.UTF8.GetBytes(_senderAddress), []);
        return _contents;
    }

    private void Message(ushort tag, ReadOnlyMemory<byte> data)
    {
        switch (tag)
        {
            case 0x9007 when data.Length >= 4:
                _contents.CodePage = BinaryPrimitives.ReadInt32LittleEndian(data.Span);
                break;
            case 0x8004:
                _contents.Subject = Text(data.Span);
                break;
            case 0x800C:
                _contents.PlainBody = Text(data.Span);
                break;
            case 0x9003:
                foreach (var property in MapiProperties.Read(data)) Message(property);
                break;
        }
    }

    private void Message(MapiProperty property)
    {
        switch (property.Id)
        {
            case 0x0037:
                _contents.Subject ??= Text(property);
                break;
            case 0x0039 when property.Value.Length >= 8:
                _contents.Date = Time(BinaryPrimitives.ReadInt64LittleEndian(property.Value.Span));
                break;
            case 0x0C1A or 0x0042:
                _senderName ??= Text(property);
                break;
            case 0x0C1F or 0x0065 or 0x5D01 or 0x5D02:
                var address = Text(property);
                if (address.Contains('@', StringComparison.Ordinal)) _senderAddress ??= address;
                break;
            case 0x1035:
                _contents.MessageId = Text(property).Trim('<', '>', ' ');
                break;
            case 0x1000:
                _contents.PlainBody ??= Text(property);
                break;
            case 0x1013:
                _contents.HtmlBody = property.IsUnicode ? System.Text.Encoding.UTF8.GetBytes(Text(property)) : property.Value;
                break;
            case 0x1009:
                _contents.RtfBody = CompressedRtf.Decode(property.Value.Span, out var broken);
                _contents.HasDefect |= broken;
                break;
            case 0x3FDE when property.Value.Length >= 4:
                _contents.CodePage = BinaryPrimitives.ReadInt32LittleEndian(property.Value.Span);
                break;
        }
    }

    private void Attachment(ushort tag, ReadOnlyMemory<byte> data, ref int budget)
    {
        // Rendering data opens each attachment; some writers leave it out for the first.
        if (tag == 0x9002 || _attachment is null)
        {
            if (budget == 0)
            {
                _contents.HasDefect = true;
                return;
            }

            budget--;
            _attachment = new TnefAttachment();
            _contents.Items.Add(_attachment);
        }

        switch (tag)
        {
            case 0x8010:
                _attachment.Name ??= Text(data.Span);
                break;
            case 0x800F:
                _attachment.Data = data;
                break;
            case 0x9005:
                foreach (var property in MapiProperties.Read(data)) Attachment(_attachment, property, ref budget);
                break;
        }
    }

    private void Attachment(TnefAttachment attachment, MapiProperty property, ref int budget)
    {
        switch (property.Id)
        {
            case 0x3707:
                attachment.Name = Text(property);
                break;
            case 0x3704 or 0x3001:
                attachment.Name ??= Text(property);
                break;
            case 0x370E:
                attachment.MediaType = Text(property);
                break;
            case 0x3712:
                attachment.ContentId = Text(property).Trim('<', '>', ' ');
                break;
            case 0x3701 when property.Value.Length > 16 && TnefContents.IsTnef(property.Value.Span[16..]):
                // An object: the identifier of its interface, then the embedded message.
                if (depth + 1 < TnefContents.MaxDepth) attachment.Embedded = new TnefReader(property.Value[16..], depth + 1).Read(ref budget);
                else _contents.HasDefect = true;
                break;
            case 0x3701:
                if (attachment.Data.IsEmpty) attachment.Data = property.IsObject && property.Value.Length > 16 ? property.Value[16..] : property.Value;
                break;
        }
    }

    // 100 ns since 1601; what is outside of years 1970 to 9998 is no time of a mail.
    private static DateTimeOffset? Time(long ticks) =>
        ticks is > 116_444_736_000_000_000 and < 2_650_000_000_000_000_000 ? new DateTimeOffset(DateTime.FromFileTimeUtc(ticks)) : null;

    private string Text(MapiProperty property) =>
        property.IsUnicode ? System.Text.Encoding.Unicode.GetString(property.Value.Span).TrimEnd('\0') : Text(property.Value.Span);

    private string Text(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf((byte)0);
        if (end >= 0) bytes = bytes[..end];
        return Charset.Decode(bytes, "cp" + _contents.CodePage.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private static ushort Checksum(ReadOnlySpan<byte> data)
    {
        uint sum = 0;
        foreach (var b in data) sum += b;
        return (ushort)sum;
    }
}
