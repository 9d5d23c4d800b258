using Microsoft.Extensions.Options;
using Webmail.Data.Storage;
using Webmail.Web.Startup;

var builder = WebApplication.CreateBuilder(args);
builder.AddWebmail();

await using var app = builder.Build();
try
{
    await app.Services.GetRequiredService<DatabasePreparation>().PrepareAsync(app.Lifetime.ApplicationStopping);
    app.UseWebmail();
    await app.RunAsync();
    return 0;
}
catch (OptionsValidationException invalid)
{
    foreach (var failure in invalid.Failures)
        await Console.Error.WriteLineAsync(failure);
    return 1; // half a configuration is none
}
