namespace Webmail.Web.Components.Layout;

/// <summary>Names the resource file of the shell around every page.</summary>
internal sealed class ShellText;
