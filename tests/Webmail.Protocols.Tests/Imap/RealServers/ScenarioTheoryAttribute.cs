using System.Runtime.CompilerServices;
using Xunit.Sdk;
using Xunit.v3;

namespace Webmail.Protocols.Tests.Imap.RealServers;

/// <summary>A theory of the scenario. Where nobody asked for the server of its class there is none of it, so that one skipped test stands for the class.</summary>
[XunitTestCaseDiscoverer(typeof(ScenarioDiscoverer))]
[AttributeUsage(AttributeTargets.Method)]
public sealed class ScenarioTheoryAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
    : TheoryAttribute(sourceFilePath, sourceLineNumber);

/// <summary>On a class of the scenario: its server is in a Debian 13 of its own, behind a switch.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class InDebian13Attribute : Attribute;

/// <summary>Finds the cases of a <see cref="ScenarioTheoryAttribute"/>.</summary>
public sealed class ScenarioDiscoverer : TheoryDiscoverer
{
    public override ValueTask<IReadOnlyCollection<IXunitTestCase>> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, IXunitTestMethod testMethod, IFactAttribute factAttribute) =>
        !TestKit.Servers.Debian13.IsAskedFor && testMethod.TestClass.Class.IsDefined(typeof(InDebian13Attribute), inherit: false)
            ? new([])
            : base.Discover(discoveryOptions, testMethod, factAttribute);
}
