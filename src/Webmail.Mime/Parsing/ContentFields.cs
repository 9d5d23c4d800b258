using Webmail.Mime.Headers;

namespace Webmail.Mime.Parsing;

/// <summary>The two fields that the structure depends on, and the place of a second Content-Type, Content-Transfer-Encoding, From or Date.</summary>
internal readonly record struct ContentFields(HeaderField Type, bool HasType, HeaderField Encoding, bool HasEncoding, int Duplicate)
{
    public static ContentFields Find(HeaderBlock block)
    {
        HeaderField type = default, encoding = default;
        bool hasType = false, hasEncoding = false, hasFrom = false, hasDate = false;
        var duplicate = -1;
        foreach (var field in block.Fields)
        {
            var name = block.NameOf(field);
            switch (name.Length)
            {
                case 4 when Is(name, "from"u8):
                    if (hasFrom) duplicate = field.Start;
                    hasFrom = true;
                    break;
                case 4 when Is(name, "date"u8):
                    if (hasDate) duplicate = field.Start;
                    hasDate = true;
                    break;
                case 12 when Is(name, "content-type"u8):
                    if (hasType) duplicate = field.Start;
                    else type = field;
                    hasType = true;
                    break;
                case 25 when Is(name, "content-transfer-encoding"u8):
                    if (hasEncoding) duplicate = field.Start;
                    else encoding = field;
                    hasEncoding = true;
                    break;
            }
        }

        return new ContentFields(type, hasType, encoding, hasEncoding, duplicate);
    }

    private static bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> lower) => System.Text.Ascii.EqualsIgnoreCase(name, lower);
}
