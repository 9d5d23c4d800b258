using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Webmail.Web.Components.Mailbox;

namespace Webmail.Web.Components.Contacts;

/// <summary>The place of the address book, and its words.</summary>
public sealed partial class ContactsPage
{
    [Inject] internal MailboxState Folders { get; set; } = default!;
    [Inject] internal IStringLocalizer<ContactsText> T { get; set; } = default!;

    private string Words { get; set; } = "{}";

    protected override Task OnInitializedAsync()
    {
        Words = JsonSerializer.Serialize(T.GetAllStrings(includeParentCultures: true).ToDictionary(text => text.Name, text => text.Value, StringComparer.Ordinal));
        return Folders.LoadTreeAsync(); // the side shows the folders here too
    }
}
