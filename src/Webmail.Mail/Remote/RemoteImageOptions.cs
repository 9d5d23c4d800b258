namespace Webmail.Mail.Remote;

/// <summary>Where fetched pictures are kept: <c>Webmail:RemoteImages</c>.</summary>
public sealed class RemoteImageOptions
{
    public const string Section = "Webmail:RemoteImages";

    /// <summary>A folder that may be emptied at any time.</summary>
    /// <value>The default is "data/pictures", beside the database.</value>
    public string CacheFolder { get; set; } = "data/pictures";

    /// <summary>What all pictures may take on disk; the least recently shown go first.</summary>
    /// <value>The default is 512.</value>
    public int CacheMegabytes { get; set; } = 512;
}
