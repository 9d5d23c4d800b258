using Webmail.Html.TextConversion;

namespace Webmail.Html.Tests.TextConversion;

public sealed class AttributionTests
{
    [Theory]
    [InlineData("On Mon, 23 Nov 2026 at 09:12, Ann Example <ann@example.com> wrote:")]
    [InlineData("Am 23.11.2026 um 09:12 schrieb Ann Example:")]
    [InlineData("Le lun. 23 nov. 2026 à 09:12, Ann Example <ann@example.com> a écrit :")]
    [InlineData("El lun, 23 nov 2026 a las 9:12, Ann (<ann@example.com>) escribió:")]
    [InlineData("Il giorno lun 23 nov 2026 alle ore 09:12 Ann ha scritto:")]
    [InlineData("Em seg., 23 de nov. de 2026 às 09:12, Ann escreveu:")]
    [InlineData("Op ma 23 nov 2026 om 09:12 schreef Ann Example:")]
    [InlineData("Den mån 23 nov. 2026 kl 09:12 skrev Ann:")]
    [InlineData("pon., 23 lis 2026 o 09:12 Ann napisał(a):")]
    [InlineData("po 23. 11. 2026 v 9:12 odesílatel Ann napsal:")]
    [InlineData("пн, 23 нояб. 2026 г. в 09:12, Ann <ann@example.com>:\nnаписал", false)]
    [InlineData("23.11.2026 09:12, Ann Example пишет:")]
    [InlineData("Ann ezt írta (időpont: 2026. nov. 23., H, 9:12):")]
    [InlineData("Ann, 23 Kas 2026 Pzt, 09:12 tarihinde şunu yazdı:")]
    [InlineData("Στις Δευ 23 Νοε 2026, ο χρήστης Ann έγραψε:")]
    [InlineData("2026年11月23日(月) 9:12 Ann Example さんが書きました:")]
    [InlineData("Ann Example 于2026年11月23日周一 09:12写道：")]
    [InlineData("2026년 11월 23일 (월) 오전 9:12, Ann님이 작성:")]
    [InlineData("בתאריך יום ב׳, 23 בנוב׳ 2026 ב-9:12 מאת Ann כתב:")]
    [InlineData("Ann Example wrote:")]
    [InlineData("On Mon, 23 Nov 2026 at 09:12, Ann Example of the Long Department\n<ann@example.com> wrote:")]
    [InlineData("I told you what I wrote about it:", false)]
    [InlineData("Here is what the manual says:", false)]
    [InlineData("See the numbers of 2026:", false)]
    public void Read_LineBeforeAQuote_IsAttributionWhereItIntroduces(string line, bool expected = true)
    {
        var text = PlainText.Read($"My answer.\n\n{line}\n> one\n> two\n", new PlainTextOptions());
        Assert.Equal(expected, text.Blocks.Any(block => block.Kind == TextBlockKind.Attribution));
        if (expected) Assert.Equal(line.Split('\n').Length, text.Blocks.Single(block => block.Kind == TextBlockKind.Attribution).LineCount);
    }

    [Fact]
    public void Read_AttributionBeforeAFoldedQuote_FoldsWithIt()
    {
        var text = PlainText.Read("Yes.\n\nOn Monday 3 May, Ann wrote:\n\n> a\n> b\n> c\n> d\n", new PlainTextOptions());
        Assert.Equal([TextBlockKind.Text, TextBlockKind.Attribution, TextBlockKind.Quote], text.Blocks.Select(block => block.Kind));
        Assert.Equal([false, true, true], text.Blocks.Select(block => block.StartsFolded));
    }

    [Fact]
    public void Read_AttributionInsideAQuote_KeepsItsDepth()
    {
        var text = PlainText.Read("> On 3 May, Ann wrote:\n>> old\n> new\n", new PlainTextOptions());
        Assert.Equal((TextBlockKind.Attribution, 1), (text.Blocks[0].Kind, text.Blocks[0].QuoteDepth));
    }

    [Fact]
    public void Read_SuchALineWithoutAQuote_StaysText()
    {
        var text = PlainText.Read("On 3 May, Ann wrote:\nnothing quoted\n", new PlainTextOptions());
        Assert.Equal([TextBlockKind.Text], text.Blocks.Select(block => block.Kind));
    }
}
