using Webmail.Mail.Messages;
using Webmail.Protocols.Imap;

namespace Webmail.Web.Tests.Fakes;

/// <summary>Made-up messages, the same for the same UID.</summary>
internal static class FakeRows
{
    public static readonly DateTimeOffset Now = new(2026, 11, 24, 11, 0, 0, TimeSpan.Zero);

    private static readonly string[] People =
        ["Ines Okafor", "Tomasz Wrona", "ليلى المصري", "Quayside Power Billing", "Priya Raman", "Build watch", "The Salt Marsh Letter", "Aiko Tanabe", "Parcel desk", "Dr Emeka Obi", "山田 太郎", "Marta Vilela"];

    private static readonly string[] Subjects =
    [
        "Harbour pilot: go / no-go on Thursday", "Crane inspection 🏗️ photos and the two open findings", "مسودة عقد الإيجار: النسخة النهائية قبل التوقيع", "Invoice 2026-1187 is ready, due 4 December",
        "Board pack for the extraordinary general meeting, revised after the auditors’ comments", "[tide-gauge] main is green again", "Eelgrass, oysters and the porpoise that came back", "", "Your package is on hold",
        "Water quality, week 46: turbidity back under the limit", "会議の議事録", "Lunch on Friday? 🍲",
    ];

    /// <summary>Five an hour, so a screen holds today and yesterday.</summary>
    public static MessageRow Make(uint uid) => Make(uid, 1_000_000);

    public static Func<uint, MessageRow> NewestAt(uint highest) => uid => Make(uid, highest);

    private static MessageRow Make(uint uid, uint highest)
    {
        var age = highest >= uid ? highest - uid : 0;
        var flags = FlagSet.Empty;
        if (uid % 3 != 0)
            flags = flags.Add(Flag.Seen);
        if (uid % 11 == 0)
            flags = flags.Add(Flag.Flagged);
        if (uid % 17 == 0)
            flags = flags.Add(Flag.Answered);
        var name = People[uid % (uint)People.Length];
        return new MessageRow
        {
            Uid = new Uid(uid),
            Flags = flags,
            People = [new Correspondent(name, $"sender{uid % 40}@example.org")],
            Subject = Subjects[uid % (uint)Subjects.Length],
            Preview = $"Message number {uid}. Moving the review to 14:00 so Aiko can join from Yokohama. Two things I need from you before then",
            Received = Now - TimeSpan.FromMinutes(12 * (double)age),
            Size = 2_000 + uid,
            Attachments = uid % 4 == 0 ? [new AttachmentBrief("pilot-plan-v4.pdf", 2_400_000), new AttachmentBrief("cable-routes.xlsx", 188_000)] : [],
            HasInvitation = uid % 13 == 0,
        };
    }
}
