using System.Text.Json;
using Webmail.Mime.Headers;

namespace Webmail.Tool.Commands;

/// <summary>An address field as JSON.</summary>
internal sealed class AddressCommand : ICommand
{
    public string Name => "address";

    public string Usage => "< VALUE                 the addresses of a header value: [{name, address, group}]";

    public async Task<int> RunAsync(CommandContext context, CancellationToken ct)
    {
        var list = AddressList.Parse(await context.ReadInputAsync(ct));
        await context.WriteJsonAsync(json => Write(json, list), ct);
        return ExitCode.Answered;
    }

    public static void Write(Utf8JsonWriter json, AddressList list)
    {
        json.WriteStartArray();
        foreach (var group in list.Groups)
        {
            foreach (var address in group.Members)
            {
                json.WriteStartObject();
                json.WriteString("name", address.Name);
                json.WriteString("address", address.Address);
                json.WriteString("group", group.Name);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }
}
