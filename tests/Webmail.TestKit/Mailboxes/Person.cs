namespace Webmail.TestKit.Mailboxes;

/// <summary>Somebody who writes or gets mail.</summary>
public sealed record Person(string Name, string Address)
{
    /// <summary>The first word of the name, as people sign.</summary>
    public string First => Name.Split(' ', '\u00a0')[0];

    public static Person Noor { get; } = new("Noor Haddad", "noor@tidewater.test");

    public static Person Marcus { get; } = new("Marcus Oyelaran", "marcus@tidewater.test");

    /// <summary>Colleagues and friends, with names in many scripts.</summary>
    public static IReadOnlyList<Person> Others { get; } =
    [
        new("Priya Raghunathan", "priya@tidewater.test"),
        new("Jonas Lindqvist", "jonas.lindqvist@fjordline.test"),
        new("Søren Kjærgård", "soeren@havn.test"),
        new("Zoë Müller-Weiß", "zoe.mueller@werft.test"),
        new("François Lefèvre", "f.lefevre@maree.test"),
        new("Łukasz Żółkiewski", "lukasz@gdynia.test"),
        new("Анна Кузнецова", "anna@sever.test"),
        new("Ελένη Παπαδοπούλου", "eleni@aegean.test"),
        new("田中 美咲", "misaki@umi.test"),
        new("王小明", "xiaoming@gangkou.test"),
        new("김서연", "seoyeon@busan.test"),
        new("ليلى منصور", "layla@marsa.test"),
        new("דוד לוי", "david@namal.test"),
        new("Nguyễn Thị Hoa", "hoa@haiphong.test"),
        new("Ayşe Yılmaz", "ayse@bogaz.test"),
        new("O'Brien, Siobhán", "siobhan@cork.test"),
        new("Tomás \"Tommy\" Ruiz", "tomas@bahia.test"),
        new("Dr. Ingrid Bergström", "ingrid@oceanlab.test"),
        new("Sam", "sam@example.test"),
        new("", "no-name@example.test"),
    ];
}
