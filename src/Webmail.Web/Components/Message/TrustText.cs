namespace Webmail.Web.Components.Message;

/// <summary>Names the texts about senders and lists (TrustText.resx).</summary>
public sealed class TrustText;
