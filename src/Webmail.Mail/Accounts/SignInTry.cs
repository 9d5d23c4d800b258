namespace Webmail.Mail.Accounts;

/// <summary>A try to sign in, as the limits see it.</summary>
/// <param name="Allowed">The password may be tried.</param>
/// <param name="Left">How many more may fail after this one fails.</param>
/// <param name="Wait">When not allowed: until a try is allowed again.</param>
public sealed record SignInTry(Guid Id, bool Allowed, int Left, TimeSpan Wait)
{
    /// <summary>Whose slips a success wipes out: this account's from this client.</summary>
    internal string PairSubject { get; init; } = "";
}
