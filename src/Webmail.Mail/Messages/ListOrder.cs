namespace Webmail.Mail.Messages;

/// <summary>The order of a folder's list.</summary>
public enum ListOrder
{
    /// <summary>By arrival, newest on top: sequence numbers from the end.</summary>
    NewestFirst,

    /// <summary>By arrival, oldest on top.</summary>
    OldestFirst,
}
