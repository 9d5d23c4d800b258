using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Webmail.Web.Security;

namespace Webmail.Web.Startup;

/// <summary>
/// The browser's import map: modules name each other by plain paths (<c>/js/picks.js</c>, <c>/vendor/squire-rte/squire.js</c>), the map
/// leads to the fingerprinted files, which browsers keep. Browsers take a map only from inside the page, so the page's policy names exactly this text.
/// </summary>
internal sealed class ModuleMap
{
    private static readonly string[] Folders = ["js/", "vendor/"];

    private static readonly ConcurrentDictionary<string, ModuleMap> Known = new(StringComparer.Ordinal);

    private readonly IReadOnlyList<string> _paths;

    private ModuleMap(string json, IEnumerable<string> paths)
    {
        Json = json;
        _paths = [.. paths];
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(json)));
        Policy = SecurityHeadersMiddleware.ShellPolicy.Replace("script-src 'self'", $"script-src 'self' 'sha256-{hash}'", StringComparison.Ordinal);
    }

    /// <summary>The text of the <c>script type="importmap"</c> element.</summary>
    public string Json { get; }

    /// <summary>The content security policy of a page with this map in it.</summary>
    public string Policy { get; }

    /// <summary>The modules (without a leading slash) in these folders.</summary>
    public IEnumerable<string> PathsBelow(params string[] folders) =>
        _paths.Select(path => path[1..]).Where(path => Array.Exists(folders, folder => path.StartsWith(folder, StringComparison.Ordinal)));

    public static ModuleMap Of(ResourceAssetCollection assets)
    {
        var imports = assets
            .Select(asset => (Path: asset.Properties?.FirstOrDefault(property => property.Name == "label")?.Value, asset.Url))
            .Where(asset => asset.Path is { } path && path.EndsWith(".js", StringComparison.Ordinal) && Array.Exists(Folders, folder => path.StartsWith(folder, StringComparison.Ordinal)))
            .OrderBy(asset => asset.Path, StringComparer.Ordinal)
            .ToDictionary(asset => "/" + asset.Path, asset => "/" + asset.Url, StringComparer.Ordinal);
        return Known.GetOrAdd(JsonSerializer.Serialize(new Dictionary<string, object>(StringComparer.Ordinal) { ["imports"] = imports }), json => new ModuleMap(json, imports.Keys));
    }
}
