namespace Webmail.Html.Links;

/// <summary>Why a link may not lead where a reader thinks.</summary>
[Flags]
public enum LinkWarnings
{
    None = 0,

    /// <summary>Its text is an address of another place.</summary>
    TextDiffers = 1,

    /// <summary>A user name stands before the host and may be taken for it ("https://bank.example@evil.example").</summary>
    UserInfo = 2,

    /// <summary>A part of the host mixes alphabets that no language mixes.</summary>
    MixedScripts = 4,

    /// <summary>The host is drawn like, or spelled almost like, another one that people know.</summary>
    LookAlike = 8,

    /// <summary>A number in place of a name.</summary>
    IpAddress = 16,

    /// <summary>The name of a place people know stands in the host, which belongs to somebody else.</summary>
    BorrowedName = 32,

    /// <summary>The host can't be read as a name at all.</summary>
    OddHost = 64,
}
