namespace Webmail.TestKit.Mailboxes.Generated;

/// <summary>HTML of nested tables with remote pictures, a tracking pixel, a hidden preheader and unsubscribe fields.</summary>
internal static class Newsletters
{
    private const int Count = 48;

    private static readonly (string Sender, string Address, string Topic, string Colour)[] Senders =
    [
        ("The Harbour Post", "news@harbourpost.test", "This week on the water", "#0b5563"),
        ("Sail & Rope", "shop@sailandrope.test", "20 % off everything that floats", "#b4282d"),
        ("Open Ocean Review", "digest@openocean.test", "New papers for you", "#1f3c88"),
        ("Fjordline Ferries", "bookings@fjordline.test", "Summer timetable is out", "#00695c"),
        ("Café Mareé", "hello@maree.test", "Le menu de la semaine", "#6d4c41"),
        ("devtools weekly", "weekly@devtools.test", "Issue: faster builds, smaller binaries", "#37474f"),
    ];

    public static IEnumerable<GeneratedMessage> All(MailboxGenerator with)
    {
        for (int number = 0; number < Count; number++)
        {
            (string sender, string address, string topic, string colour) = Senders[number % Senders.Length];
            double hours = 3 + (number * 61);
            DateTimeOffset date = with.Ago(hours);
            string html = Html(with, sender, topic, colour, number);
            yield return with.Make(number % 3 == 0 ? "Newsletters" : "INBOX", date, with.Flags(hours), new MessageDraft
            {
                From = new Person(sender, address),
                To = [with.Owner],
                Subject = number % 6 == 1 ? $"🎉 {topic} – only until Sunday! ⛵" : $"{topic} (no. {200 - number})",
                Date = date,
                MessageId = with.NextId(),
                Headers =
                [
                    $"List-Id: {sender.Replace('é', 'e')} <{address.Replace('@', '.')}>",
                    $"List-Unsubscribe: <https://{address.Split('@')[1]}/u/{with.Random.Next():x8}>, <mailto:unsubscribe@{address.Split('@')[1]}>",
                    "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
                    $"DKIM-Signature: v=1; a=rsa-sha256; d={address.Split('@')[1]}; s=mail; h=From:Subject:List-Unsubscribe:List-Unsubscribe-Post; bh=AA==; b=AA==",
                    "Precedence: bulk",
                ],
                Body = Part.Multipart("alternative", with.Boundary(), Part.Text($"{topic}\n\n{Prose.Paragraphs(with.Random, 3)}\n\nRead on: https://{address.Split('@')[1]}/{number}"), Part.Html(html)),
            });
        }
    }

    private static string Html(MailboxGenerator with, string sender, string topic, string colour, int number)
    {
        const string host = "https://images.newsletter.example.test";
        string articles = string.Concat(Enumerable.Range(0, 4).Select(article => $"""
            <tr><td style="padding:16px 24px;border-bottom:1px solid #e3e8ec">
              <table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr>
                <td width="160" valign="top"><img src="{host}/{number}/{article}.jpg" width="150" height="100" alt="Picture {article + 1}" style="border-radius:6px;display:block"></td>
                <td valign="top" style="font:15px/1.5 Georgia,serif;color:#22303a">
                  <h2 style="margin:0 0 6px;font:bold 18px Arial,sans-serif"><a href="https://newsletter.example.test/{number}/{article}?utm_source=mail" style="color:{colour};text-decoration:none">{Prose.Sentences[(number + article) % Prose.Sentences.Count].Split(',')[0]}</a></h2>
                  {Prose.Sentences[with.Random.Next(Prose.Sentences.Count)]} {Prose.Sentences[with.Random.Next(Prose.Sentences.Count)]}
                </td></tr></table>
            </td></tr>
            """));
        return $$"""
            <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
            <html xmlns="http://www.w3.org/1999/xhtml"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>{{topic}}</title>
            <style type="text/css">@media only screen and (max-width:600px){.outer{width:100%!important} } a:hover{text-decoration:underline} body{margin:0;background:#eef2f5}</style></head>
            <body style="margin:0;background:#eef2f5">
            <div style="display:none;max-height:0;overflow:hidden">{{Prose.Sentences[number % Prose.Sentences.Count]}} &zwnj;&nbsp;&zwnj;&nbsp;&zwnj;</div>
            <table role="presentation" width="100%" bgcolor="#eef2f5"><tr><td align="center" style="padding:24px 8px">
            <table class="outer" role="presentation" width="600" cellpadding="0" cellspacing="0" bgcolor="#ffffff" style="border-radius:8px;overflow:hidden">
            <tr><td bgcolor="{{colour}}" style="padding:20px 24px;color:#fff;font:bold 24px Arial,sans-serif"><img src="{{host}}/logo.png" width="40" height="40" alt="" align="right">{{System.Net.WebUtility.HtmlEncode(sender)}}</td></tr>
            <tr><td style="padding:20px 24px;font:bold 21px Arial,sans-serif;color:#22303a">{{System.Net.WebUtility.HtmlEncode(topic)}}</td></tr>
            {{articles}}
            <tr><td align="center" style="padding:24px"><a href="https://newsletter.example.test/{{number}}" style="background:{{colour}};color:#fff;padding:12px 28px;border-radius:24px;font:bold 15px Arial;text-decoration:none">Read everything</a></td></tr>
            <tr><td style="padding:16px 24px;font:12px Arial,sans-serif;color:#70808c;background:#f6f8fa">You get this mail because you asked for it. <a href="https://newsletter.example.test/unsubscribe">Unsubscribe</a></td></tr>
            </table></td></tr></table>
            <img src="https://track.newsletter.example.test/open/{{with.Random.Next():x8}}.gif" width="1" height="1" alt="">
            </body></html>
            """;
    }
}
