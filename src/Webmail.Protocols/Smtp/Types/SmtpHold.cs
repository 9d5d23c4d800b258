using System.Globalization;

namespace Webmail.Protocols.Smtp;

/// <summary>How long the server keeps a message back (RFC 4865 section 4).</summary>
public sealed record SmtpHold
{
    /// <summary>RFC 4865 section 5: nine digits.</summary>
    private const int MostSeconds = 999_999_999;

    private SmtpHold(TimeSpan? duration, DateTimeOffset? until) => (Duration, Until) = (duration, until);

    /// <summary>Null when a point in time is given.</summary>
    public TimeSpan? Duration { get; }

    /// <summary>Null when a duration is given.</summary>
    public DateTimeOffset? Until { get; }

    /// <summary>HOLDFOR, whole seconds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not between a second and nine digits of seconds.</exception>
    public static SmtpHold For(TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(duration, TimeSpan.FromSeconds(1));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(duration, TimeSpan.FromSeconds(MostSeconds));
        return new SmtpHold(duration, null);
    }

    /// <summary>HOLDUNTIL, to the second.</summary>
    public static SmtpHold To(DateTimeOffset until) => new(null, until);

    internal string Parameter => Duration is { } duration
        ? string.Create(CultureInfo.InvariantCulture, $"HOLDFOR={(long)duration.TotalSeconds}")
        : string.Create(CultureInfo.InvariantCulture, $"HOLDUNTIL={Until!.Value.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}");
}
