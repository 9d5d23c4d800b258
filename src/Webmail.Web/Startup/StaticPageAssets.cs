using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.StaticAssets;

namespace Webmail.Web.Startup;

/// <summary>
/// Lets pages that are rendered by an endpoint of ours (not by MapRazorComponents) use <c>Assets["css/webmail.css"]</c>: the framework
/// looks for the list of fingerprinted names in the endpoint's metadata and puts it only on its own.
/// </summary>
internal static class StaticPageAssets
{
    public static ResourceAssetCollection CollectAssets(this IEndpointRouteBuilder routes) =>
        new([.. routes.DataSources.SelectMany(source => source.Endpoints)
            .Select(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>())
            .OfType<StaticAssetDescriptor>()
            .Where(asset => asset.Selectors.Count == 0) // the compressed forms of a file share its name
            .Select(asset => new ResourceAsset(asset.Route, [.. asset.Properties.Select(p => new ResourceAssetProperty(p.Name, p.Value))]))]);
}
