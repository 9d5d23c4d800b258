using Webmail.EndToEnd.Tests.Infrastructure;

[assembly: AssemblyFixture(typeof(Browser))]
[assembly: AssemblyFixture(typeof(WebmailHost))]

// One product, one Dovecot and one Chromium on two cores: side by side the scenarios would only measure each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
