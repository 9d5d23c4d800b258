using Webmail.Web.Startup;

var builder = WebApplication.CreateBuilder(args);
builder.AddWebmail();

await using var app = builder.Build();
app.UseWebmail();
await app.RunAsync();
