using Webmail.EndToEnd.Tests.Infrastructure;

[assembly: AssemblyFixture(typeof(Browser))]
[assembly: AssemblyFixture(typeof(WholeBrowser))]
[assembly: AssemblyFixture(typeof(WebmailHost))]

// One product, one Dovecot and one Chromium on two cores. A scenario waits more than it works, so two run side by side; each has users of its own. More would only measure each other.
[assembly: CollectionBehavior(CollectionBehavior.CollectionPerClass, MaxParallelThreads = 2)]
