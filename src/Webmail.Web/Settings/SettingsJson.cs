using System.Text.Json.Serialization;
using Webmail.Web.Circuit;

namespace Webmail.Web.Settings;

/// <summary>How settings are written: generated, nothing polymorphic.</summary>
[JsonSerializable(typeof(PersonalSettings))]
internal sealed partial class SettingsJson : JsonSerializerContext;
