namespace Webmail.Data.Model;

/// <summary>
/// A try to sign in that failed or is still under way. Written before the password is tried, so that a hundred tries at
/// once can't all pass the count; taken back when the password was right.
/// </summary>
public sealed class SignInAttempt
{
    public long Id { get; set; }

    /// <summary>Whose limit it counts against; a hash, so that the table is no list of addresses.</summary>
    public required string Subject { get; set; }

    /// <summary>Ties together the rows of one try.</summary>
    public Guid TryId { get; set; }

    public DateTimeOffset At { get; set; }
}
