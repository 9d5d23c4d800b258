namespace Webmail.Html.Sanitizing;

/// <summary>Ends a run that takes too long. The clock is read at every 32nd step: one step is bounded by the caps.</summary>
internal sealed class Fuel(TimeProvider clock, TimeSpan maxTime)
{
    private const int StepsPerLook = 32;
    private readonly long _start = clock.GetTimestamp();
    private int _steps;

    public void Use()
    {
        if (++_steps % StepsPerLook == 0 && clock.GetElapsedTime(_start) > maxTime)
            throw new SanitizeRefusedException(SanitizeRefusal.TooSlow);
    }
}
