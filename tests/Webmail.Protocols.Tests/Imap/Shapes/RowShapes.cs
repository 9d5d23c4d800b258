namespace Webmail.Protocols.Tests.Imap.Shapes;

/// <summary>The shapes, by what is wrong with them. The texts are ours; only the shape is the server's.</summary>
public static class RowShapes
{
    private const string Text = "(\"text\" \"plain\" (\"charset\" \"utf-8\") NIL NIL \"7bit\" 12 1 NIL NIL NIL NIL)";
    private const string Html = "(\"text\" \"html\" (\"charset\" \"utf-8\") NIL NIL \"base64\" 34544 442 NIL NIL NIL NIL)";
    private const string Plain = "Subject | ann@tidewater.test | bo@tidewater.test | ";

    public static IReadOnlyDictionary<string, RowShape> All { get; } = new Dictionary<string, RowShape>(StringComparer.Ordinal)
    {
        ["a folded subject of 7,439 octets as a literal"] = new("measured on Dovecot 2.3", "SSSSSSSSSS... (7439) | ann@tidewater.test | bo@tidewater.test | text/plain", "", Envelope: RowShape.PlainEnvelope("{7439}\r\n" + Folded())),
        ["a multipart of which only the subtype is told, inside an attached message"] = new("#1841 Gmail", Plain + "mixed(text/plain message[alternative()])", "MultipartWithoutParts",
            Structure: $"({Text}(\"message\" \"rfc822\" NIL NIL NIL \"7bit\" 787 {RowShape.PlainEnvelope()} (\"ALTERNATIVE\") 12 NIL NIL NIL) \"mixed\" (\"boundary\" \"b\") NIL NIL)"),
        ["a part with a type and no subtype"] = new("#371", Plain + "mixed(text/plain x-zip())", "MultipartWithoutParts", Structure: $"({Text}(\"X-ZIP\" (\"BOUNDARY\" \"\") NIL) \"mixed\" (\"boundary\" \"b\") NIL NIL)"),
        ["a part with a type, no subtype, and an encoding and a size"] = new("#371", Plain + "mixed(text/plain application/x-zip text/html)", "ExtraSpace, MediaTypeNil", Structure: $"({Text}( \"X-ZIP\" (\"BOUNDARY\" \"\") NIL NIL \"base64\" 4096){Html} \"mixed\" (\"boundary\" \"b\") NIL NIL)"),
        ["multiparts without parts whose disposition stands where their parameters belong"] = new("#777 Gmail", Plain + "mixed(alternative(text/plain text/html) related() related())", "MultipartWithoutParts",
            Structure: $"(({Text}{Html} \"ALTERNATIVE\" (\"BOUNDARY\" \"b2\") NIL NIL)(\"RELATED\" NIL (\"ATTACHMENT\" NIL) NIL)(\"RELATED\" NIL (\"ATTACHMENT\" NIL) NIL) \"MIXED\" (\"BOUNDARY\" \"b\") NIL NIL)"),
        ["BODYSTRUCTURE NIL"] = new("measured", Plain + "none", "", Structure: "NIL"),
        ["sizes below zero"] = new("#823 Exchange", Plain + "mixed(text/plain multipart/appledouble)", "NegativeNumber", Structure: $"({Text}(\"multipart\" \"appledouble\" (\"boundary\" \"c\") NIL NIL \"7BIT\" -1 NIL NIL NIL NIL) \"mixed\" (\"boundary\" \"b\") NIL NIL)"),
        ["sizes as floating-point numbers"] = new("#1838 mail.ru", Plain + "mixed(text/plain application/zip text/html)", "BODYSTRUCTURE", Structure: $"({Text}(\"application\" \"zip\" (\"name\" \"a.zip\") NIL NIL \"base64\" 9.3736e+06 NIL NIL NIL NIL){Html} \"mixed\" (\"boundary\" \"b\") NIL NIL)"),
        ["an address of five elements"] = new("measured", "Subject | ann@tidewater.test | bo@tidewater.test | text/plain", "", Envelope: RowShape.PlainEnvelope(from: "((\"Ann\" NIL \"ann\" \"tidewater.test\" \"more\"))")),
        ["a multipart told as a single part with its parameters twice"] = new("#878 GMX", Plain + "mixed(multipart/related text/html)", "OddParameters", Structure: $"((\"multipart\" \"related\" (\"boundary\" \"c\") NIL NIL \"7BIT\" 400 (\"boundary\" \"c\") NIL NIL NIL){Html} \"mixed\" (\"boundary\" \"b\") NIL NIL)"),
        ["NIL among the addresses, before one with a literal name"] = new("#991 SmarterMail", "Subject | ann@tidewater.test | bo@tidewater.test | text/plain", "", Envelope: RowShape.PlainEnvelope(from: "(NIL ({26}\r\n_x_?= =?iso-8859-1?Q?Ann?= NIL \"ann\" \"tidewater.test\"))")),
        ["no Message-ID at the end of an envelope"] = new("#233, #279, #932 QQ", Plain + "text/plain", "ShortEnvelope", Envelope: "(\"Wed, 7 Aug 2013 16:44:13 +0800\" \"Subject\" ((NIL NIL \"ann\" \"tidewater.test\")) NIL NIL ((NIL NIL \"bo\" \"tidewater.test\")) NIL NIL \"<1@qq.test>\")"),
        ["a disposition as a string"] = new("#919 Exchange", Plain + "alternative(text/plain text/html)", "DispositionAsString", Structure: "((\"text\" \"plain\" NIL NIL NIL \"QUOTED-PRINTABLE\" 850 31 NIL \"inline\" NIL NIL)(\"text\" \"html\" NIL NIL NIL \"QUOTED-PRINTABLE\" 14692 502 NIL \"inline\" NIL NIL) \"alternative\" (\"boundary\" \"b\") NIL NIL)"),
        ["a disposition without a name"] = new("#1446, #1415 Office 365", Plain + "mixed(text/plain application/msword)", "", Structure: $"({Text}(\"application\" \"msword\" NIL NIL NIL \"base64\" 50446 NIL (NIL NIL) NIL NIL) \"mixed\" (\"boundary\" \"b\") NIL NIL)"),
        ["a multipart whose description stands in place of its disposition"] = new("#1369, Synapse", Plain + "mixed(text/plain text/html)", "DispositionAsString", Structure: $"({Text}{Html} \"mixed\" (\"boundary\" \"b\") \"Multipart message\" NIL)"),
        ["a part without its size and everything after it"] = new("#1861 Yandex", Plain + "mixed(text/plain application/pdf text/html)", "BODYSTRUCTURE", Structure: $"({Text}(\"application\" \"pdf\" (\"name\" \"a.pdf\") NIL NIL \"base64\"){Html} \"mixed\" (\"boundary\" \"b\") NIL NIL)"),
        ["a part that ends after its parameters"] = new("#1076 Gmail", Plain + "mixed(text/plain image/png text/html)", "BODYSTRUCTURE", Structure: $"({Text}(\"image\" \"png\" (\"name\" \"a.png\")){Html} \"mixed\" (\"boundary\" \"b\") NIL NIL)"),
        ["an empty list in place of an attached message's body"] = new("#944 Domino", Plain + "report(text/plain message/rfc822)", "ExtraSpace, MessageWithoutBody, EmptyList", Structure: $"({Text}(\"message\" \"rfc822\"  NIL NIL NIL \"7BIT\" 787 (NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL) () 0 NIL NIL NIL) \"report\" (\"boundary\" \"b\") NIL NIL)"),
        ["an attached message with nothing of it"] = new("#1393, #1700", Plain + "report(text/plain message/rfc822)", "MessageWithoutBody", Structure: $"({Text}(\"message\" \"rfc822\" (\"name\" \"Message headers\") NIL NIL \"7bit\" 903 NIL (\"inline\" NIL) NIL NIL) \"report\" (\"boundary\" \"b\") NIL NIL)"),
        ["an item in parentheses of its own"] = new("#943 Domino", Plain + "text/plain", "ItemInParentheses", More: " (X-GM-MSGID 5)"),
        ["two spaces between items"] = new("#939 Domino", Plain + "text/plain", "ExtraSpace", More: "  MODSEQ (5) "),
        ["a modification sequence of -1"] = new("Zoho", Plain + "text/plain", "NegativeNumber", More: " MODSEQ (-1)"),
        ["a label in brackets"] = new("#51 Gmail", Plain + "text/plain", "", More: " X-GM-LABELS ([Mailbox])"),
        ["a label that begins with a plus sign"] = new("#195 Gmail", Plain + "text/plain", "", More: " X-GM-LABELS (+IMNews \"\\\\Important\")"),
        ["NIL among the labels"] = new("#244 Gmail", Plain + "text/plain", "", More: " X-GM-LABELS (\"\\\\Starred\" NIL)"),
        ["a quote that nobody escaped inside a quoted type"] = new("#485", Plain + "mixed(text/plain moundary=\"_006_\"/octet-stream)", "UnescapedQuote", Structure: $"({Text}(\"MOUNDARY=\"_006_\"\" \"OCTET-STREAM\" (\"name\" \"a.dat\") NIL NIL \"quoted-printable\" 383137 NIL (\"attachment\" (\"filename\" \"a.dat\"))) \"MIXED\" (\"boundary\" \"b\"))"),
        ["a backslash before the quote that ends a name"] = new("#422", Plain + "text/plain", "UnescapedQuote, MissingSpace", Envelope: RowShape.PlainEnvelope(to: "((\"Bo \\\" NIL \"bo\" \"tidewater.test\"))")),
        ["a quoted subject with quotes in it"] = new("#496 Gmail", "My \"HTML\" Test | ann@tidewater.test | bo@tidewater.test | text/plain", "UnescapedQuote", Envelope: RowShape.PlainEnvelope("\"My \"HTML\" Test\"")),
        ["a section without its value"] = new("#1708 Yandex", Plain + "text/plain", "MissingSectionValue", End: " BODY[2] "),
    };

    // As it stands after 70-column lines were unfolded: no line end is left of it, but nobody can quote it.
    private static string Folded() => string.Concat(Enumerable.Range(0, 7439).Select(i => i % 70 == 69 ? ' ' : 'S'));
}
