namespace Webmail.TestKit.Mailboxes.Generated;

/// <summary>Arabic, Hebrew, Persian and Urdu, alone and mixed with left-to-right words and numbers.</summary>
internal static class RightToLeft
{
    private static readonly (string Subject, string Text)[] Samples =
    [
        ("موعد التفتيش الجديد", "مرحباً،\n\nتم تأجيل التفتيش من الثلاثاء إلى الخميس الساعة 08:30. يرجى إخبار طاقم السفينة Halcyon.\n\nمع أطيب التحيات\nليلى"),
        ("לוח הזמנים החדש של המעבורת", "שלום,\n\nהמעבורת יוצאת מיום שני מוקדם יותר (07:45 במקום 08:15). נא לעדכן את כולם.\n\nתודה\nדוד"),
        ("Re: Invoice חשבונית 2026-118", "Hi,\n\nthe line חשבונית מספר 2026-118 is on page 2, total ₪1,240.00.\n\n> שלום, איפה החשבונית?\n"),
        ("گزارش هفتگی ایستگاه ۱۷", "سلام،\n\nحسگر ایستگاه ۱۷ دوباره درست کار می‌کند.\n\nبا احترام"),
        ("ہفتہ وار رپورٹ", "السلام علیکم،\n\nرپورٹ منسلک ہے۔\n"),
    ];

    public static IEnumerable<GeneratedMessage> All(MailboxGenerator with)
    {
        double hours = 9;
        for (int number = 0; number < Samples.Length * 2; number++)
        {
            (string subject, string text) = Samples[number % Samples.Length];
            bool html = number >= Samples.Length;
            hours += 41;
            DateTimeOffset date = with.Ago(hours);
            string paragraphs = System.Net.WebUtility.HtmlEncode(text).Replace("\n", "<br>", StringComparison.Ordinal);
            yield return with.Make("INBOX", date, with.Flags(hours), new MessageDraft
            {
                From = number % 2 == 0 ? new Person("ليلى منصور", "layla@marsa.test") : new Person("דוד לוי", "david@namal.test"),
                To = [with.Owner],
                Subject = subject,
                Date = date,
                MessageId = with.NextId(),
                Body = html
                    ? Part.Multipart("alternative", with.Boundary(), Part.Text(text), Part.Html($"<html dir=\"rtl\"><body><div dir=\"rtl\" style=\"text-align:right\">{paragraphs}</div></body></html>"))
                    : Part.Text(text, encoding: TransferEncoding.Base64),
            });
        }
    }
}
