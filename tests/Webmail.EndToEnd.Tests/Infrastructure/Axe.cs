using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Webmail.EndToEnd.Tests.Infrastructure;

/// <summary>What axe finds on a page.</summary>
internal static class Axe
{
    public static async Task AssertCleanAsync(IPage page)
    {
        // While the circuit takes over from the prerendered page, the title is written anew.
        await Expect(page).ToHaveTitleAsync(new Regex(".", RegexOptions.None, TimeSpan.FromSeconds(1)));
        AxeResult result = await page.RunAxe();
        Assert.True(
            result.Violations.Length == 0,
            string.Join('\n', result.Violations.Select(found => $"{found.Id}: {found.Help}\n    {string.Join("\n    ", found.Nodes.Take(3).Select(node => node.Html))}")));
    }
}
