namespace Webmail.Mail.Compose;

/// <summary>A file of which the mail server has the encoded body.</summary>
/// <param name="OnlyThere">True: its bytes are not here.</param>
public sealed record PlacedFile(StoredPlace Place, bool OnlyThere);
