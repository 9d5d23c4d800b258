namespace Webmail.Mime.Parts;

/// <summary>What a part is to the reader.</summary>
public enum PartRole
{
    /// <summary>A multipart: only its parts have roles.</summary>
    Container,

    /// <summary>Shown as the text of the message.</summary>
    Body,

    /// <summary>The same as the body in another form.</summary>
    Alternative,

    /// <summary>Shown inside the body by reference.</summary>
    Inline,

    /// <summary>Offered for opening or download.</summary>
    Attachment,
}
