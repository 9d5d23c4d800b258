using System.Buffers;
using System.Text.Unicode;
using Webmail.Mime.Encodings;
using Webmail.Mime.Headers;

namespace Webmail.Mime.Parsing;

/// <summary>Finds the defects that lazy reading does not meet.</summary>
internal static class MessageInspector
{
    private static readonly HashSet<string> AddressFields = new(["from", "sender", "reply-to", "to", "cc", "bcc"], StringComparer.Ordinal);

    public static IReadOnlyList<MimeDefect> Inspect(MimeMessage message, MimeLimits limits)
    {
        var defects = new DefectList(limits.MaxDefects);
        foreach (var defect in message.Defects.Where(d => d.Kind != MimeDefectKind.TooManyDefects)) defects.Add(defect.Kind, defect.Offset);
        foreach (var part in message.AllParts())
        {
            Header(part, defects);
            Encoding(part, defects);
        }

        return defects.Items.OrderBy(d => d.Offset).ToList();
    }

    private static void Header(MimePart part, DefectList defects)
    {
        var header = part.Header;
        if (!Utf8.IsValid(header.Raw.Span)) defects.Add(MimeDefectKind.RawBytesInHeader, part.Start + header.Raw.Span.IndexOfAnyInRange((byte)0x80, (byte)0xFF));
        var nul = header.Raw.Span.IndexOf((byte)0);
        if (nul >= 0) defects.Add(MimeDefectKind.NulInHeader, part.Start + nul);
        foreach (var field in header.Fields)
        {
            var name = System.Text.Encoding.ASCII.GetString(header.NameOf(field)).ToLowerInvariant();
            if (name == "date" && !MailDate.TryParse(header.ValueOf(field), out _)) defects.Add(MimeDefectKind.InvalidDate, part.Start + field.Start);
            else if (AddressFields.Contains(name) && AddressList.Parse(header.ValueOf(field)).HasDefect) defects.Add(MimeDefectKind.InvalidAddress, part.Start + field.Start);
        }
    }

    private static void Encoding(MimePart part, DefectList defects)
    {
        if (part.Encoding is not { } declared || part.Children.Count > 0) return;
        var encoding = TransferDecoding.Parse(declared);
        if (encoding == TransferEncoding.Identity)
        {
            var name = declared.Trim().ToLowerInvariant();
            if (name is not ("7bit" or "8bit" or "binary")) defects.Add(MimeDefectKind.UnknownTransferEncoding, part.Start);
            return;
        }

        if (TransferDecoding.Decode(part.RawBody.Span, encoding, new DiscardingWriter())) defects.Add(MimeDefectKind.InvalidEncodedData, part.BodyStart);
    }

    private sealed class DiscardingWriter : IBufferWriter<byte>
    {
        private readonly byte[] _buffer = new byte[16 * 1024];

        public void Advance(int count)
        {
        }

        public Memory<byte> GetMemory(int sizeHint = 0) => _buffer;

        public Span<byte> GetSpan(int sizeHint = 0) => _buffer;
    }
}
