using Webmail.Mail.Compose;

namespace Webmail.Mail.Tests.Compose;

public sealed class EditorHtmlTests
{
    private static readonly Guid Draft = new("11111111-2222-3333-4444-555555555555");
    private static readonly Guid File = new("aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee");

    [Fact]
    public void A_picture_on_another_host_is_held_back_in_the_editor_and_comes_back_in_the_message()
    {
        const string Address = "https://pictures.example/a.png?x=1&y=2";
        var editor = EditorHtml.ForEditor($"<p>x<img src=\"{Address.Replace("&", "&amp;", StringComparison.Ordinal)}\"></p>", _ => null)!;
        Assert.DoesNotContain("src=\"https:", editor, StringComparison.Ordinal);
        Assert.Contains(EditorHtml.HeldPrefix, editor, StringComparison.Ordinal);
        Assert.Contains("src=\"https://pictures.example/a.png?x=1&amp;y=2\"", EditorHtml.ForMessage(editor, _ => null), StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_of_the_draft_stands_in_the_message_by_its_content_id()
    {
        var html = $"<p><img src=\"https://mail.example{EditorHtml.FileUrl("1a2b3c4d", Draft, File)}\" width=\"20\"></p>";
        Assert.Contains("src=\"cid:x@y\"", EditorHtml.ForMessage(html, id => id == File ? "x@y" : null), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_the_draft_does_not_have_is_not_named()
    {
        var html = $"<p>a<img alt=\"b\" src=\"{EditorHtml.FileUrl("1a2b3c4d", Draft, File)}\"></p>";
        Assert.DoesNotContain("compose", EditorHtml.ForMessage(html, _ => null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<a href=\"javascript:alert(1)\">x</a>")]
    [InlineData("<img src=\"/compose/held?u=javascript%3Aalert(1)\">")]
    [InlineData("<img src=\"/compose/held?u=%22%3E%3Cscript%3Ealert(1)%3C/script%3E\">")]
    [InlineData("<form action=https://evil.example><input name=q></form>")]
    public void What_is_pasted_or_sent_runs_nothing(string html)
    {
        foreach (var clean in new[] { EditorHtml.ForEditor(html, _ => null), EditorHtml.ForMessage(html, _ => null) })
        {
            Assert.NotNull(clean);
            Assert.DoesNotContain("alert", clean.Replace("alert(1)</p>", "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.DoesNotContain("<form", clean, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Going_through_again_changes_nothing()
    {
        var once = EditorHtml.ForEditor("<div class=a><p style=\"color:#123456\">x</p><blockquote>q<blockquote>r</blockquote></blockquote><ul><li>1</ul></div>", _ => null)!;
        Assert.Equal(once, EditorHtml.ForEditor(once, _ => null));
    }
}
