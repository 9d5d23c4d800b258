namespace Webmail.Mail.Accounts;

/// <summary>
/// Makes every failed sign-in take a whole number of steps, so that its time tells nothing: not whether the name exists, not what
/// is behind a port. A floor alone would show what takes longer than the floor.
/// </summary>
public sealed class FailurePace(TimeProvider time)
{
    /// <summary>Dovecot holds back its own refusals by up to 2 s; with its jitter that mostly ends in the second step.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromSeconds(1.5);

    public long Start() => time.GetTimestamp();

    /// <summary>Waits for the end of the step that is under way.</summary>
    public Task HoldAsync(long started, CancellationToken ct)
    {
        var elapsed = time.GetElapsedTime(started);
        var steps = Math.Max(1, (long)Math.Ceiling(elapsed / Step));
        var rest = (steps * Step) - elapsed;
        return rest > TimeSpan.Zero ? Task.Delay(rest, time, ct) : Task.CompletedTask;
    }
}
