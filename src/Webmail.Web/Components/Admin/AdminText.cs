namespace Webmail.Web.Components.Admin;

/// <summary>Names the resource file of the administrator's pages.</summary>
internal sealed class AdminText;
