using System.Text;
using System.Text.Json;

namespace Webmail.Mime.Tests.Headers;

/// <summary>The header vectors of stalwartlabs/mail-parser, read where they lie.</summary>
internal static class MailParserVectors
{
    public static IEnumerable<(byte[] Header, JsonElement Expected)> Read(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(CorpusFolder.File($"mime/mail-parser-headers/{name}.json")));
        foreach (var vector in document.RootElement.EnumerateArray())
            yield return (Encoding.UTF8.GetBytes(vector.GetProperty("header").GetString()!), vector.GetProperty("expected").Clone());
    }
}
