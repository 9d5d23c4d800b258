using System.Reflection;

namespace Webmail.Web.Tests.Architecture;

/// <summary>The dependency arrows of the architecture, read from the built assemblies.</summary>
public sealed class ArrowTests
{
    [Theory]
    [InlineData("Webmail.Mime", "")]
    [InlineData("Webmail.Protocols", "")]
    [InlineData("Webmail.Html", "")]
    [InlineData("Webmail.Data", "")]
    [InlineData("Webmail.Mail", "Webmail.Data,Webmail.Html,Webmail.Mime,Webmail.Protocols")]
    [InlineData("Webmail.Web", "Webmail.Data,Webmail.Html,Webmail.Mail,Webmail.Mime,Webmail.Protocols")]
    public void A_project_references_only_what_its_arrows_allow(string project, string allowed)
    {
        var references = Assembly.Load(project).GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name => name.StartsWith("Webmail.", StringComparison.Ordinal))
            .ToList();

        Assert.Empty(references.Except(allowed.Split(',', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Theory]
    [InlineData("Webmail.Mime", "System.Net.Sockets")]
    [InlineData("Webmail.Mime", "System.Net.Http")]
    [InlineData("Webmail.Html", "System.Net.Sockets")]
    [InlineData("Webmail.Html", "System.Net.Http")]
    [InlineData("Webmail.Protocols", "Microsoft.EntityFrameworkCore")]
    [InlineData("Webmail.Mail", "Microsoft.AspNetCore.Components")]
    public void A_project_keeps_out_of_what_is_not_its_business(string project, string forbidden)
    {
        var references = Assembly.Load(project).GetReferencedAssemblies().Select(reference => reference.Name);

        Assert.DoesNotContain(forbidden, references);
    }
}
