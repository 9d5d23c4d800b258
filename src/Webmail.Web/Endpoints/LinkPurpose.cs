namespace Webmail.Web.Endpoints;

/// <summary>What a signed link may be used for; a link for one purpose opens nothing else.</summary>
internal enum LinkPurpose : byte
{
    /// <summary>The document of the mail frame. Needs the session cookie too.</summary>
    Frame = 1,

    /// <summary>A picture inside the frame, whose opaque origin sends no cookie.</summary>
    InlineImage = 2,

    /// <summary>A part as a download. Needs the session cookie too.</summary>
    Download = 3,

    /// <summary>The whole message as text or as a file. Needs the session cookie too.</summary>
    Source = 4,

    /// <summary>The document of the mail frame with its remote pictures. Needs the session cookie too.</summary>
    FrameWithImages = 5,

    /// <summary>A picture on another host, through the proxy. The frame sends no cookie.</summary>
    RemoteImage = 6,

    /// <summary>Sound or film of a part, for the player in our page. Needs the session cookie too.</summary>
    Media = 7,

    /// <summary>All attachments as one zip. Needs the session cookie too.</summary>
    SaveAll = 8,

    /// <summary>The message as it is printed. Needs the session cookie too.</summary>
    Print = 9,

    /// <summary>The same with its remote pictures. Needs the session cookie too.</summary>
    PrintWithImages = 10,

    /// <summary>The message with its whole conversation as it is printed. Needs the session cookie too.</summary>
    PrintConversation = 11,
}
