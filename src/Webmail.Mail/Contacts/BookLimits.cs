namespace Webmail.Mail.Contacts;

/// <summary>How much one address book holds, and why not more.</summary>
internal static class BookLimits
{
    /// <summary>Addresses of one account: the book is read whole for its list. Past it nothing is imported, and collected addresses make room.</summary>
    public const int People = 20_000;

    public const int Groups = 500;

    /// <summary>Width of the columns.</summary>
    public const int Name = 256;

    /// <summary>Addresses or telephone numbers of one person.</summary>
    public const int Values = 20;

    /// <summary>Characters of a telephone number or a job title.</summary>
    public const int Line = 256;

    /// <summary>Characters of a note.</summary>
    public const int Note = 8_000;

    /// <summary>Characters of a stored card. A picture that makes it longer is left out.</summary>
    public const int Card = 256 * 1024;
}
