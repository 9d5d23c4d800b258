namespace Webmail.Web.Components.Message;

/// <summary>Names the texts about attachments (AttachmentText.resx).</summary>
public sealed class AttachmentText;
