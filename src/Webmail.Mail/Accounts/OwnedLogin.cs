namespace Webmail.Mail.Accounts;

/// <summary>A login whose password is zeroed at the end of the block that made it.</summary>
internal readonly struct OwnedLogin(AccountLogin value) : IDisposable
{
    public AccountLogin Value { get; } = value;

    public void Dispose() => Value.Password.Dispose();
}
