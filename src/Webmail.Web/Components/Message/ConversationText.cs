namespace Webmail.Web.Components.Message;

/// <summary>Names the texts of conversations and of what can be done with a message (ConversationText.resx).</summary>
public sealed class ConversationText;
