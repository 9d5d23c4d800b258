using Webmail.Mime.Parts;

namespace Webmail.Mail.Reading;

/// <summary>One text part of a body with its decoded bytes. A body is several where a list added a footer or pictures stand between.</summary>
internal sealed record BodyStretch(IPartNode Part, PartBytes Bytes);
