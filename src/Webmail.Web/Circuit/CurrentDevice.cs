namespace Webmail.Web.Circuit;

/// <summary>The device a circuit belongs to. The root component hands over the cookies before anything is drawn.</summary>
public sealed class CurrentDevice
{
    public DeviceSettings Settings { get; private set; } = DeviceSettings.Default;

    public void Use(string? deviceCookie, string? zoneCookie) => Settings = DeviceSettings.Parse(deviceCookie, zoneCookie);
}
