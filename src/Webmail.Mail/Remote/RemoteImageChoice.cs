namespace Webmail.Mail.Remote;

/// <summary>What holds for the pictures of one message.</summary>
/// <param name="Shown">They are shown at once.</param>
/// <param name="CanShow">The reader may have them shown for this time.</param>
/// <param name="AlwaysFor">The address whose mail the reader may have shown always; null when the sender can't be told for sure.</param>
public sealed record RemoteImageChoice(bool Shown, bool CanShow, string? AlwaysFor)
{
    public static readonly RemoteImageChoice Never = new(false, false, null);
}
