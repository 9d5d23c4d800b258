using System.Text;

namespace Webmail.Mime.Charsets;

/// <summary>
/// Tells Shift_JIS, EUC-JP, GB18030, Big5 and EUC-KR apart: a text must consist of legal pairs only, and the charset in which most
/// pairs are common characters (kana, first-level ideographs, Hangul syllables) wins.
/// </summary>
internal static class EastAsianDetector
{
    // Fewer pairs than this say nothing: two accented letters in a row look like an ideograph.
    private const int MinPairs = 2;

    // -1: illegal; 0: legal; 1: common; 2: an everyday character; 3: kana, which no other language has.
    private delegate int Rate(byte lead, byte trail);

    private static readonly (int CodePage, Rate Rate)[] Candidates =
    [
        (51932, EucJp), (932, ShiftJis), (949, EucKr), (54936, Gb), (950, Big5),
    ];

    public static Encoding? Detect(ReadOnlySpan<byte> sample)
    {
        var best = 0;
        var bestScore = 0.0;
        foreach (var (codePage, rate) in Candidates)
        {
            var score = Score(sample, rate, codePage == 932);
            if (score <= bestScore) continue;
            best = codePage;
            bestScore = score;
        }

        return bestScore >= 0.55 ? CharsetNames.CodePage(best) : null;
    }

    // The share of pairs that are common; 0 when any pair is illegal.
    private static double Score(ReadOnlySpan<byte> sample, Rate rate, bool halfWidthKana)
    {
        int pairs = 0, points = 0;
        for (var i = 0; i < sample.Length; i++)
        {
            var lead = sample[i];
            if (lead < 0x80) continue;
            if (halfWidthKana && lead is >= 0xA1 and <= 0xDF)
            {
                pairs++;
                continue;
            }

            if (i + 1 == sample.Length) break;
            var rated = rate(lead, sample[++i]);
            if (rated < 0) return 0;
            pairs++;
            points += rated;
        }

        return pairs < MinPairs ? 0 : points / (2.0 * pairs);
    }

    private static int EucJp(byte lead, byte trail) => (lead, trail) switch
    {
        (0x8E, >= 0xA1 and <= 0xDF) => 0,
        (0x8F, >= 0xA1 and <= 0xFE) => 0,
        (0xA4, >= 0xA1 and <= 0xF3) => 3,
        (0xA5, >= 0xA1 and <= 0xF6) => 3,
        (0xA1, >= 0xA1 and <= 0xFE) => 1,
        ( >= 0xB0 and <= 0xCF, >= 0xA1 and <= 0xFE) => 1,
        ( >= 0xA1 and <= 0xF4, >= 0xA1 and <= 0xFE) => 0,
        _ => -1,
    };

    private static int ShiftJis(byte lead, byte trail) => (lead, trail) switch
    {
        (_, < 0x40 or 0x7F or > 0xFC) => -1,
        (0x82, >= 0x9F and <= 0xF1) => 3,
        (0x83, <= 0x96) => 3,
        (0x81, _) => 1,
        ( >= 0x88 and <= 0x97, _) => 2,
        ( >= 0x81 and <= 0x9F or >= 0xE0 and <= 0xEF, _) => 0,
        _ => -1,
    };

    private static int EucKr(byte lead, byte trail) => (lead, trail) switch
    {
        (_, < 0x41 or 0xFF) => -1,
        ( >= 0xB0 and <= 0xC8, >= 0xA1) => 2,
        ( >= 0xA1 and <= 0xAF or >= 0xC9 and <= 0xFE, >= 0xA1) => 0,
        ( >= 0x81 and <= 0xC6, _) => 0,
        _ => -1,
    };

    private static int Gb(byte lead, byte trail) => (lead, trail) switch
    {
        (_, < 0x40 or 0x7F or 0xFF) => -1,
        (0xA1 or 0xA3, >= 0xA1) => 1,
        ( >= 0xB0 and <= 0xD7, >= 0xA1) => 2,
        ( >= 0x81 and <= 0xFE, _) => 0,
        _ => -1,
    };

    private static int Big5(byte lead, byte trail) => (lead, trail) switch
    {
        (_, < 0x40 or (> 0x7E and < 0xA1) or 0xFF) => -1,
        (0xA1, _) => 1,
        ( >= 0xA4 and <= 0xC6, _) => 2,
        ( >= 0xA1 and <= 0xF9, _) => 0,
        _ => -1,
    };
}
