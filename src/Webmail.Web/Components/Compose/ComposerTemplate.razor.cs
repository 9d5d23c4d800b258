using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Webmail.Web.Components.Compose;

/// <summary>The page's part of the composer: a template that the browser's modules copy, and their words.</summary>
public sealed partial class ComposerTemplate
{
    private static readonly (string Option, string Icon, string Label)[] Options =
        [("remind", "bell-ring", "Remind"), ("receipt", "check-check", "AskReceipt"), ("delivery", "send", "AskDelivery"), ("requireTls", "lock", "RequireTls")];

    [Inject] internal IStringLocalizer<ComposeText> T { get; set; } = default!;

    private string Sprite => "/" + Assets["img/icons.svg"];

    /// <summary>As JSON, in the page as text.</summary>
    private string Words { get; set; } = "{}";

    protected override void OnInitialized() =>
        Words = JsonSerializer.Serialize(T.GetAllStrings(includeParentCultures: true).ToDictionary(text => text.Name, text => text.Value, StringComparer.Ordinal));
}
