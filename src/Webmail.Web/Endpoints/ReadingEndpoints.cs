using Microsoft.Extensions.DependencyInjection.Extensions;
using Webmail.Web.Components.Message;

namespace Webmail.Web.Endpoints;

/// <summary>What serves the bytes of messages: the frame, its pictures, downloads, the source.</summary>
internal static class ReadingEndpoints
{
    public static IServiceCollection AddReadingEndpoints(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services.AddSingleton<PartLinks>().AddSingleton<LinkGate>().AddSingleton<MediaCopies>().AddSingleton<FrameWork>().AddSingleton<FrameAhead>().AddScoped<ReadingLinks>().AddScoped<MessageOpener>().AddScoped<FrameDesk>().AddScoped<PrintDesk>();
    }

    public static void MapReading(this IEndpointRouteBuilder routes)
    {
        routes.MapMailFrame();
        routes.MapPdfFrame();
        routes.MapParts();
        routes.MapRemoteImages();
        routes.MapMessageSource();
        routes.MapPrint();
        routes.MapMedia();
        routes.MapSaveAll();
    }
}
