using Webmail.Mail.Folders;
using Webmail.Protocols.Imap;

namespace Webmail.Mail.Tests.Folders;

public sealed class FolderTreeBuilderTests
{
    private static FolderEntry Entry(string name, SpecialUse use = SpecialUse.None, char? delimiter = '/', MailboxAttributes attributes = MailboxAttributes.None) =>
        new(new MailboxListing { Name = MailboxName.Create(name), Delimiter = delimiter, SpecialUse = use, Attributes = attributes }, 1, 0);

    [Fact]
    public void Special_folders_come_first_and_the_rest_by_name()
    {
        var roots = FolderTreeBuilder.Build([Entry("Zebra"), Entry("Trash", SpecialUse.Trash), Entry("apple"), Entry("INBOX"), Entry("Entwürfe", SpecialUse.Drafts)]);

        Assert.Equal(["INBOX", "Entwürfe", "Trash", "apple", "Zebra"], roots.Select(node => node.Label));
    }

    [Fact]
    public void Numbers_in_names_sort_as_numbers()
    {
        var roots = FolderTreeBuilder.Build([Entry("Year 10"), Entry("Year 9")]);

        Assert.Equal(["Year 9", "Year 10"], roots.Select(node => node.Label));
    }

    [Fact]
    public void A_parent_the_server_did_not_list_is_filled_in()
    {
        var root = Assert.Single(FolderTreeBuilder.Build([Entry("Projects/Harbour/2026")]));

        Assert.False(root.Selectable);
        Assert.Equal("Projects", root.Name.Value);
        Assert.Equal("Projects/Harbour/2026", root.Children[0].Children[0].Name.Value);
    }

    [Fact]
    public void Special_folders_under_the_inbox_stand_at_the_top()
    {
        var roots = FolderTreeBuilder.Build([Entry("INBOX", delimiter: '.'), Entry("INBOX.Sent", delimiter: '.'), Entry("INBOX.Work", delimiter: '.')]);

        Assert.Equal([FolderRole.Inbox, FolderRole.Sent], roots.Select(node => node.Role));
        Assert.Equal("Work", Assert.Single(roots[0].Children).Label);
    }

    [Fact]
    public void Well_known_names_serve_where_the_server_says_nothing()
    {
        var roots = FolderTreeBuilder.Build([Entry("INBOX"), Entry("Deleted Items"), Entry("Junk E-mail")]);

        Assert.Equal([FolderRole.Inbox, FolderRole.Junk, FolderRole.Trash], roots.Select(node => node.Role));
    }

    [Fact]
    public void What_the_server_says_wins_over_a_name()
    {
        var roots = FolderTreeBuilder.Build([Entry("Trash"), Entry("Papierkorb", SpecialUse.Trash)]);

        Assert.Equal(FolderRole.Trash, roots.Single(node => node.Label == "Papierkorb").Role);
        Assert.Equal(FolderRole.None, roots.Single(node => node.Label == "Trash").Role);
    }

    [Fact]
    public void A_tree_ten_thousand_levels_deep_is_cut_not_followed()
    {
        var roots = FolderTreeBuilder.Build([Entry(string.Join('/', Enumerable.Repeat("a", 2_000)))]);

        Assert.Equal(FolderTreeBuilder.MaxDepth, new FolderTree(roots, 1).All().Count());
    }
}
