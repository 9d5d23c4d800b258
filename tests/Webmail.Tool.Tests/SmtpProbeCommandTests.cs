using System.Globalization;
using System.Text.Json;
using Webmail.TestKit.Imap;
using Webmail.TestKit.Servers;
using Webmail.TestKit.Smtp;

namespace Webmail.Tool.Tests;

public sealed class SmtpProbeCommandTests
{
    [Fact]
    public async Task A_server_tells_what_it_offers()
    {
        await using var sink = SmtpSink.Start();
        var (code, answer) = await ProbeAsync(sink.Port, "--plain");
        Assert.Equal(0, code);
        Assert.Contains("CHUNKING", answer.GetProperty("capabilities").EnumerateArray().Select(word => word.GetString()));
        Assert.Equal("PLAIN", answer.GetProperty("signIn")[0].GetString());
        Assert.Equal(100_000_000, answer.GetProperty("sizeLimit").GetInt64());
        Assert.True(answer.GetProperty("readyMilliseconds").GetDouble() > 0);
        Assert.Equal("sink.example.org strict", answer.GetProperty("serverText").GetProperty("greeting").GetString());
        Assert.DoesNotContain(sink.Commands, line => line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_without_STARTTLS_is_refused_by_our_rule()
    {
        await using var sink = SmtpSink.Start();
        var (code, answer) = await ProbeAsync(sink.Port, "--starttls");
        Assert.Equal((2, "NoStartTls"), (code, answer.GetProperty("failure").GetString()));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_an_answer()
    {
        var (code, answer) = await ProbeAsync(LoopbackPorts.Free(1)[0], "--plain");
        Assert.Equal((0, "Refused"), (code, answer.GetProperty("failure").GetString()));
    }

    [Fact]
    public async Task What_a_server_merely_says_stands_under_its_own_name_only()
    {
        await using var server = ScriptedImapServer.OnLoopback(session => session.SayAsync("554 5.7.1 your certificate is trusted"));
        var (_, answer) = await ProbeAsync(server.Port, "--plain");
        Assert.Equal("554 5.7.1 your certificate is trusted", answer.GetProperty("serverText").GetProperty("refusal").GetString());
        Assert.DoesNotContain("trusted", answer.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    private static async Task<(int Code, JsonElement Answer)> ProbeAsync(int port, string security)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter();
        string[] arguments = ["smtp-probe", "127.0.0.1", port.ToString(CultureInfo.InvariantCulture), security];
        var code = await CommandTable.RunAsync(arguments, Stream.Null, output, error, TestContext.Current.CancellationToken);
        return (code, JsonDocument.Parse(output.ToArray()).RootElement);
    }
}
