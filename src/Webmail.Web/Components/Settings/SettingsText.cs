namespace Webmail.Web.Components.Settings;

/// <summary>Names the resource file of the settings pages.</summary>
internal sealed class SettingsText;
