using System.Text.Json;
using System.Text.RegularExpressions;
using Bunit;
using Webmail.Web.Components;
using Webmail.Web.Components.Compose;

namespace Webmail.Web.Tests.Compose;

public sealed partial class ComposerTemplateTests : UiTest
{
    [Fact]
    public void Every_word_that_a_module_asks_for_is_in_the_page()
    {
        var words = JsonSerializer.Deserialize<Dictionary<string, string>>(Render<ComposerTemplate>().Find("#compose-words").TextContent)!;
        var missing = Modules().SelectMany(module => Asked().Matches(File.ReadAllText(module)).Select(match => match.Groups["name"].Value)).Where(name => !words.ContainsKey(name)).Distinct();
        Assert.Empty(missing);
    }

    [Fact]
    public void Nothing_in_it_carries_a_style_or_an_id_that_copies_would_share()
    {
        var template = Render<ComposerTemplate>().Markup;
        Assert.DoesNotContain(" style=", template, StringComparison.Ordinal);
        Assert.Equal(2, Ids().Count(template)); // the template and its words
    }

    [GeneratedRegex(@"\bword\('(?<name>[A-Z]\w*)'", RegexOptions.NonBacktracking)]
    private static partial Regex Asked();

    [GeneratedRegex(@"\sid=""", RegexOptions.NonBacktracking)]
    private static partial Regex Ids();

    private static string[] Modules()
    {
        var list = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, typeof(App).Assembly.GetName().Name + ".staticwebassets.runtime.json"));
        var roots = JsonDocument.Parse(list).RootElement.GetProperty("ContentRoots").EnumerateArray().Select(root => root.GetString()!);
        return Directory.GetFiles(roots.Select(root => Path.Combine(root, "js", "compose")).First(Directory.Exists), "*.js");
    }
}
