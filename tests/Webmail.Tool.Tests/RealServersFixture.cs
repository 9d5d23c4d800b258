using Webmail.TestKit.Servers;

[assembly: AssemblyFixture(typeof(RealServers))]
