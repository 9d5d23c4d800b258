namespace Webmail.Web.Components.Message;

/// <summary>Names the texts of the reading pane (MessageText.resx).</summary>
public sealed class MessageText;
