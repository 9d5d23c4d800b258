using Webmail.Html.Tests.Browser;

[assembly: AssemblyFixture(typeof(Chromium))]
