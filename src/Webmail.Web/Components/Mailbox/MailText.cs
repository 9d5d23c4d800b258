namespace Webmail.Web.Components.Mailbox;

/// <summary>Names the resource file of list, folders and messages.</summary>
internal sealed class MailText;
