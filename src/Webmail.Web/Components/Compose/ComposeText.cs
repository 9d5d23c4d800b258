namespace Webmail.Web.Components.Compose;

/// <summary>Names the resource file of the composer.</summary>
internal sealed class ComposeText;
