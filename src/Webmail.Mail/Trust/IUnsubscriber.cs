namespace Webmail.Mail.Trust;

/// <summary>Leaves a list for a person who asked for it.</summary>
public interface IUnsubscriber
{
    /// <summary>Sends the one POST of RFC 8058. Nothing of the answer is read but whether it was accepted.</summary>
    /// <param name="way">One of kind <see cref="UnsubscribeKind.OneClick"/>.</param>
    /// <returns>False when the place refused, could not be reached, or may not be.</returns>
    /// <exception cref="ArgumentException">Another kind: those are for the person, not for us.</exception>
    Task<bool> LeaveAsync(UnsubscribeWay way, CancellationToken ct);
}
