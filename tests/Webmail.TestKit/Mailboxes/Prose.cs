namespace Webmail.TestKit.Mailboxes;

/// <summary>What people write about: conversations as a subject and what each next message says.</summary>
internal static class Prose
{
    public static IReadOnlyList<(string Subject, string[] Turns)> Conversations { get; } =
    [
        ("Slipway 3: new inspection date",
        [
            "Hi all,\n\nthe yard moved the inspection of slipway 3 from Tuesday to Thursday, 08:30. The crane has to be free by then.\n\nCan somebody tell the crew of the Halcyon?",
            "I'll call them this afternoon. Do we still need the diver?",
            "Yes, please keep the diver. The last report had two anodes marked \"replace soon\" and I'd rather look while she is out of the water anyway.",
            "Diver is confirmed for Thursday 09:00. He asks for the drawings of the stern tube, see the shared folder under Halcyon/2024.",
            "Sent. Thanks everybody, that was quick.",
        ]),
        ("Budget for the buoy network, second half",
        [
            "Dear both,\n\nattached to the wiki page is the draft of the second half. Three things are open:\n\n1. spare batteries (24 or 36?)\n2. satellite minutes, the price goes up 8 % in September\n3. who pays for the boat days in October\n\nPlease comment until Friday.",
            "On 1: take 36. We ran out twice last winter, and the delivery time is nine weeks now.\n\nOn 3: that is ours, it is in the contract (section 4.2).",
            "36 it is. I've put the satellite minutes at the new price and moved the difference from travel. Total is now 184,300.",
            "Looks good to me. Go ahead and send it to the board.",
        ]),
        ("Lunch on Friday?",
        [
            "The new place at the fish market has a table for six at 12:30. Who is in?",
            "Me!",
            "In. Vegetarian, as always.",
            "Can't, dentist :( Have a grilled mackerel for me.",
            "Five then. See you there!",
        ]),
        ("Sensor 17 drifts again",
        [
            "Station 17 reads 11 cm too high since Sunday night. The neighbours are fine, so it isn't the weather.",
            "Could be the pressure sensor again. Did you see a jump or a slow drift?",
            "Slow. About 1.5 cm an hour until Monday noon, flat since then:\n\n  Sun 22:00   +0.4\n  Mon 02:00   +5.9\n  Mon 08:00  +10.2\n  Mon 12:00  +11.0",
            "That's the vent tube: water in it. I have a spare here, we can be out there tomorrow at low water (14:10).",
            "Replaced. Reads within 0.5 cm of the staff gauge now. I marked the data from Sunday 21:00 to today 14:40 as bad.",
            "Perfect, thank you. I'll tell the harbour master that yesterday's warning was ours.",
        ]),
        ("Your flat in June",
        [
            "Hey,\n\nare you away in June as last year? We'd water the plants and feed the cat in exchange for a bed :)",
            "Yes, 6th to 21st! The cat would be delighted. So would I.\n\nKey is with Mrs. Brandt, second floor.",
            "Wonderful. We arrive on the 7th in the evening. Anything that the cat must not eat?",
            "Everything that looks like tuna and isn't his.",
        ]),
        ("Contract with Northline, signature pages",
        [
            "Please find the signature pages for countersigning. We need them back by the end of the month, scanned is fine.",
            "Received, thank you. Our legal department asks to change \"reasonable endeavours\" in 7.1 to \"best endeavours\". Everything else is fine.",
            "We can live with \"all reasonable endeavours\". Final offer :)",
            "Accepted. Signed copy follows today.",
        ]),
        ("Talk at the coastal conference",
        [
            "They accepted our abstract! Twenty minutes, Wednesday morning, main hall.\n\nWho speaks? I'd say whoever has the newest slides.",
            "Congratulations! I vote for Noor: she did the measurements and everybody understood her talk in Gdynia.",
            "Happy to. Could I have the maps in a higher resolution?",
            "Maps are rendered at 4000 px now. They are big, so I put them on the share instead of mailing them.",
            "Slides are done, first run-through tomorrow at 10 if anybody wants to throw vegetables.",
            "Great run. Only the legend on slide 9 is hard to read from the back.",
            "Fixed, bigger and darker. Thank you!",
        ]),
        ("Password of the weather station?",
        [
            "Does anybody remember where the login of the weather station on the pier is kept?",
            "In the vault under \"pier\". It was changed in March.",
            "Found it, thanks!",
        ]),
        ("Re: Quote 2026-118, hydrophones",
        [
            "Thank you for your interest. We can offer four H-90 hydrophones at 1,240 each, delivery within three weeks. The offer is good for 30 days.",
            "Thank you. Is there a discount for eight?",
            "For eight we can go down to 1,130 each, and include the long cables.",
            "Then please send us eight, order number T-2231.",
        ]),
        ("Night shift swap 14/15",
        [
            "Could somebody take my night shift on the 14th? My sister is getting married and the ferry back is on the 15th.",
            "I'll take it if you take my 22nd.",
            "Deal, and I owe you cake.",
        ]),
    ];

    public static IReadOnlyList<string> Closings { get; } = ["Best regards", "Cheers", "Thanks", "Kind regards", "See you", "Best"];

    public static IReadOnlyList<string> Sentences { get; } =
    [
        "The survey boat leaves the pier at half past six, so please have the cases on deck the evening before.",
        "We compared the two series and found no difference beyond the noise of the instruments.",
        "The storm moved the outer buoy by almost forty metres, which explains the jump in the readings.",
        "I would rather wait one more day than go out with the wind from the north-west.",
        "Could you look at the third paragraph once more? It says the opposite of the table.",
        "The harbour office wants the list of names by Wednesday, with passport numbers for the night berth.",
        "Nobody has touched the calibration since spring, as far as I know.",
        "There is fresh coffee in the container, and somebody left a box of pastries from the bakery on the quay.",
        "If the tide allows it, we take the short way through the channel and are back before dark.",
        "The numbers look plausible, but I have not checked the units of the second column.",
        "Please use the new form from now on; the old one is missing the field for the serial number.",
        "The pump was louder than usual, so we changed the bearing while we were there.",
    ];

    public static string Paragraphs(Random random, int count) => string.Join("\n\n", Enumerable.Range(0, count).Select(
        _ => string.Join(' ', Enumerable.Range(0, random.Next(3, 7)).Select(_ => Sentences[random.Next(Sentences.Count)]))));
}
