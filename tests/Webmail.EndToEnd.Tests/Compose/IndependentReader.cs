using System.Diagnostics;
using System.Text.Json;
using Webmail.TestKit.Servers;

namespace Webmail.EndToEnd.Tests.Compose;

/// <summary>A part of a received message as Python's parser read it.</summary>
/// <param name="Sha256">Of the decoded content, in lower case hexadecimal digits.</param>
/// <param name="Text">The decoded text of a text part.</param>
public sealed record IndependentPart(string Type, string? Name, string Disposition, string? ContentId, long Size, string Sha256, string? Text);

/// <summary>A received message as Python's parser read it.</summary>
/// <param name="Defects">What that parser found wrong.</param>
public sealed record IndependentMail(IReadOnlyDictionary<string, string> Headers, IReadOnlyList<IndependentPart> Parts, IReadOnlyList<string> Defects)
{
    public IndependentPart Text(string type) => Assert.Single(Parts, part => part.Type == type && part.Disposition != "attachment");

    public IndependentPart File(string name) => Assert.Single(Parts, part => part.Name == name);
}

/// <summary>Reads received messages with a parser that is not ours: Python's, in its strict modern policy.</summary>
public static class IndependentReader
{
    private const string Program = """
        import email, email.policy, hashlib, json, sys
        with open(sys.argv[1], 'rb') as file:
            mail = email.message_from_binary_file(file, policy=email.policy.default)
        parts, defects = [], [type(d).__name__ for d in mail.defects]
        for part in mail.walk():
            if part.is_multipart() and part.get_content_type() != 'message/rfc822':
                continue
            defects += [type(d).__name__ for d in part.defects]
            if part.get_content_type() == 'message/rfc822':
                content, text = part.get_payload(0).as_bytes(), None
            else:
                content = part.get_payload(decode=True)
                text = part.get_content() if part.get_content_maintype() == 'text' else None
            parts.append({'type': part.get_content_type(), 'name': part.get_filename(), 'disposition': part.get_content_disposition() or '', 'contentId': part['Content-ID'],
                          'size': len(content), 'sha256': hashlib.sha256(content).hexdigest(), 'text': text})
        json.dump({'headers': {name.lower(): str(value) for name, value in mail.items()}, 'parts': parts, 'defects': defects}, sys.stdout)
        """;

    public static async Task<IndependentMail> ReadAsync(string file, CancellationToken ct)
    {
        var start = new ProcessStartInfo(InstalledProgram.Find("python3", "python3")) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(Program);
        start.ArgumentList.Add(file);
        using Process python = Process.Start(start)!;
        Task<string> errors = python.StandardError.ReadToEndAsync(ct);
        string read = await python.StandardOutput.ReadToEndAsync(ct);
        await python.WaitForExitAsync(ct);
        Assert.True(python.ExitCode == 0, await errors);
        return JsonSerializer.Deserialize<IndependentMail>(read, JsonSerializerOptions.Web)!;
    }
}
