using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Webmail.Web.Startup;

/// <summary>Metrics and traces by OTLP, when the environment says where to (OTEL_EXPORTER_OTLP_ENDPOINT).</summary>
internal static class Telemetry
{
    private const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Ours, and what the framework measures about requests, circuits and the runtime.</summary>
    private static readonly string[] Meters =
        ["Webmail.*", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Components.Server.Circuits", "System.Runtime"];

    public static void AddWebmailTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        if (Uri.TryCreate(configuration[EndpointVariable], UriKind.Absolute, out _))
            services.AddHostedService<OtlpExport>();
    }

    private sealed class OtlpExport : IHostedService, IDisposable
    {
        private readonly List<IDisposable> _providers = [];

        // The exporter reads endpoint, protocol and headers from the standard variables.
        public Task StartAsync(CancellationToken cancellationToken)
        {
            var resource = ResourceBuilder.CreateDefault().AddService("webmail");
            _providers.Add(Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Meters).AddOtlpExporter().Build());
            _providers.Add(Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource("Webmail.*").AddOtlpExporter().Build());
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose() => _providers.ForEach(provider => provider.Dispose());
    }
}
