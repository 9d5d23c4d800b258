using Webmail.Mail.Accounts;
using Webmail.Mail.Compose;

namespace Webmail.Mail.Contacts;

/// <summary>The people an account writes to, as they are looked after by hand.</summary>
public interface IAddressBook
{
    Task<BookList> ListAsync(AccountIdentity who, CancellationToken ct);

    /// <returns>Null when nobody has that number (any more).</returns>
    Task<BookPerson?> FindAsync(AccountIdentity who, Guid person, CancellationToken ct);

    /// <summary>Writes a person as given, a new one too.</summary>
    /// <exception cref="ComposeException">An address that is none, that another person has, or too much of something.</exception>
    Task SaveAsync(AccountIdentity who, BookPerson person, CancellationToken ct);

    /// <returns>The person as they were, to be saved again when that was a mistake; null when they were gone already.</returns>
    Task<BookPerson?> DeleteAsync(AccountIdentity who, Guid person, CancellationToken ct);

    /// <exception cref="ComposeException">A member whose address is none, or too many.</exception>
    Task SaveGroupAsync(AccountIdentity who, BookGroup group, CancellationToken ct);

    Task<BookGroup?> DeleteGroupAsync(AccountIdentity who, Guid group, CancellationToken ct);

    /// <summary>Takes the cards of a vCard file in (2.1, 3.0, 4.0). People who are there already get what they lack; nothing of theirs is overwritten.</summary>
    Task<ImportOutcome> ImportAsync(AccountIdentity who, ReadOnlyMemory<byte> file, CancellationToken ct);

    /// <summary>Everybody who is kept, as a vCard file (3.0); with a group, its members.</summary>
    IAsyncEnumerable<string> ExportAsync(AccountIdentity who, Guid? group, CancellationToken ct);
}
