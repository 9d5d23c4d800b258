namespace Webmail.Web.Components.Contacts;

/// <summary>Names the resource file of the address book.</summary>
internal sealed class ContactsText;
