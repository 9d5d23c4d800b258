namespace Webmail.Mail.Pictures;

/// <summary>The bytes are no picture that is shown, or pass a limit. Never leaves <see cref="PictureRewriter"/>.</summary>
internal sealed class BadPictureException(string why) : Exception(why);
