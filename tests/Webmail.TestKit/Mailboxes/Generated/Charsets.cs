using System.Text;

namespace Webmail.TestKit.Mailboxes.Generated;

/// <summary>The same kind of message in the charsets that old and foreign clients still send.</summary>
internal static class Charsets
{
    private static readonly (string Charset, string Subject, string Text)[] Samples =
    [
        ("iso-8859-1", "Größere Änderungen am Fährplan", "Guten Tag,\n\ndie Fähre fährt ab Montag früher. Bitte prüfen Sie die Anschlüsse.\n\nGrüße"),
        ("iso-8859-2", "Zmiana rozkładu promów", "Dzień dobry,\n\nprom odpływa od poniedziałku wcześniej. Proszę sprawdzić połączenia.\n\nŁukasz"),
        ("iso-8859-5", "Новое расписание", "Здравствуйте,\n\nпаром отходит раньше.\n"),
        ("iso-8859-7", "Νέο δρομολόγιο", "Καλημέρα,\n\nτο πλοίο φεύγει νωρίτερα από τη Δευτέρα.\n"),
        ("iso-8859-9", "Vapur saatleri değişti", "Merhaba,\n\nvapur pazartesiden itibaren daha erken kalkıyor. Görüşmek üzere.\n"),
        ("iso-8859-15", "Rechnung über 1.240 €", "Der Betrag von 1.240 € ist bis Ende des Monats fällig.\n"),
        ("windows-1250", "Změna jízdního řádu", "Dobrý den,\n\ntrajekt odjíždí dříve. Příští týden už podle nového řádu.\n"),
        ("windows-1251", "Отчёт за неделю", "Добрый день!\n\nОтчёт готов, всё в порядке.\n"),
        ("windows-1252", "It’s “done” – finally…", "“Smart” quotes, dashes – and an ellipsis… for €5.\n"),
        ("koi8-r", "Привет из порта", "Привет!\n\nМы уже в порту, погода хорошая.\n"),
        ("iso-2022-jp", "会議の時間が変わりました", "お世話になっております。\n\n会議は十時からに変わりました。よろしくお願いいたします。\n"),
        ("shift_jis", "写真を送ります", "港の写真を送ります。\n"),
        ("euc-jp", "船の予定", "船は明日の朝に出ます。\n"),
        ("gb18030", "关于下周的会议", "您好:\n\n下周的会议改到星期四上午九点。\n\n王小明"),
        ("big5", "港口的照片", "附上港口的照片。\n"),
        ("euc-kr", "다음 주 회의 일정", "안녕하세요,\n\n다음 주 회의는 목요일 오전 아홉 시입니다.\n\n김서연"),
        ("utf-8", "Emoji 👩🏽‍🔬🧪🌊 and flags 🇳🇴🇯🇵", "Family 👨‍👩‍👧‍👦, skin tones 👍🏿👍🏻, a heart ❤️ and a wave 🌊.\n\nMath: 𝒳 ≤ ∑ₙ 2ⁿ, Zalgo: H̷e̶l̵l̸o̴\n"),
        ("utf-8", "Lịch tàu mới – Tiếng Việt", "Chào bạn,\n\ntàu khởi hành sớm hơn từ thứ Hai.\n"),
        ("utf-8", "หน้าต่างตารางเรือใหม่", "สวัสดีครับ\n\nเรือออกเร็วขึ้นตั้งแต่วันจันทร์\n"),
        ("utf-8", "नई समय सारणी", "नमस्ते,\n\nनाव सोमवार से पहले निकलेगी।\n"),
    ];

    public static IEnumerable<GeneratedMessage> All(MailboxGenerator with)
    {
        double hours = 20;
        for (int number = 0; number < Samples.Length; number++)
        {
            (string name, string subject, string text) = Samples[number];
            Encoding charset = Encoding.GetEncoding(name);
            hours += 29;
            DateTimeOffset date = with.Ago(hours);
            TransferEncoding encoding = name == "iso-2022-jp" ? TransferEncoding.SevenBit
                : (number % 3) switch { 0 => TransferEncoding.QuotedPrintable, 1 => TransferEncoding.Base64, _ => TransferEncoding.EightBit };
            yield return with.Make("INBOX", date, with.Flags(hours), new MessageDraft
            {
                From = with.Pick(Person.Others),
                To = [with.Owner],
                Subject = subject,
                SubjectCharset = charset,
                Date = date,
                MessageId = with.NextId(),
                Body = Part.Text(text, charset: charset, encoding: encoding),
            });
        }
        foreach (GeneratedMessage message in Undeclared(with)) yield return message;
    }

    // What 8-bit clients of the nineties sent, and scripts still do: bytes without a word about their charset.
    private static IEnumerable<GeneratedMessage> Undeclared(MailboxGenerator with)
    {
        (string Name, string Text)[] raw = [("utf-8", "Grüße aus dem Hafen, ohne Angabe des Zeichensatzes"), ("windows-1252", "Grüße aus dem Hafen, älter"), ("windows-1251", "Привет, без указания кодировки")];
        foreach ((string name, string text) in raw)
        {
            DateTimeOffset date = with.Ago(400);
            string head = MailboxGenerator.Invariant($"Date: {date:ddd, dd MMM yyyy HH:mm:ss} +0000\r\nFrom: script@havn.test\r\nTo: {with.Owner.Address}\r\nMessage-ID: <{with.NextId()}>\r\nSubject: ");
            byte[] content = [.. Encoding.ASCII.GetBytes(head), .. Encoding.GetEncoding(name).GetBytes($"{text}\r\n\r\n{text}.\r\n")];
            yield return new GeneratedMessage("INBOX", date.ToUniversalTime(), "S", content);
        }
    }
}
