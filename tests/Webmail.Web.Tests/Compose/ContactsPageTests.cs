using System.Text.Json;
using System.Text.RegularExpressions;
using Bunit;
using Webmail.Web.Components;
using Webmail.Web.Components.Contacts;

namespace Webmail.Web.Tests.Compose;

public sealed partial class ContactsPageTests : UiTest
{
    [Fact]
    public void Every_word_that_the_address_book_asks_for_is_in_the_page()
    {
        var words = JsonSerializer.Deserialize<Dictionary<string, string>>(Render<ContactsPage>().Find("#contact-words").TextContent)!;
        var list = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, typeof(App).Assembly.GetName().Name + ".staticwebassets.runtime.json"));
        var roots = JsonDocument.Parse(list).RootElement.GetProperty("ContentRoots").EnumerateArray().Select(root => root.GetString()!);
        var modules = Directory.GetFiles(roots.Select(root => Path.Combine(root, "js", "contacts")).First(Directory.Exists), "*.js");
        Assert.Empty(modules.SelectMany(module => Asked().Matches(File.ReadAllText(module)).Select(match => match.Groups["name"].Value)).Where(name => !words.ContainsKey(name)).Distinct());
    }

    [GeneratedRegex(@"\b(?:word|counted)\('(?<name>[A-Z]\w*)'", RegexOptions.NonBacktracking)]
    private static partial Regex Asked();
}
