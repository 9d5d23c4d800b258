namespace Webmail.Mail.Compose;

/// <summary>Where on the mail server the encoded body of a file lies: in base64, or a message as it is.</summary>
/// <param name="Section">Of the message there; empty: the whole of it.</param>
public sealed record StoredPlace(string Folder, uint Validity, uint Uid, string Section);
