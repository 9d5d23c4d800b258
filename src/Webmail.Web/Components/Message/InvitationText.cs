namespace Webmail.Web.Components.Message;

/// <summary>Names the texts of invitation cards (InvitationText.resx).</summary>
public sealed class InvitationText;
