using Webmail.Mail.Accounts;

namespace Webmail.Mail.Compose;

/// <summary>A text that a person writes often. Words in double braces ("{{first name}}") are filled in when it is put into a message.</summary>
public sealed record MessageTemplate(Guid Id, string Name, string Subject, string Html, string Text);

/// <summary>A person's templates, the same in all of their accounts.</summary>
public interface ITemplates
{
    /// <summary>By name.</summary>
    Task<IReadOnlyList<MessageTemplate>> ListAsync(AccountIdentity who, CancellationToken ct);

    /// <summary>Keeps a template, its HTML cleaned; pictures of a draft are not part of it, they end with the draft.</summary>
    /// <exception cref="ComposeException">Without a name, too long, or too many.</exception>
    Task SaveAsync(AccountIdentity who, MessageTemplate template, CancellationToken ct);

    Task DeleteAsync(AccountIdentity who, Guid template, CancellationToken ct);
}
