namespace Webmail.Mail.Health;

/// <summary>The last so many stretches of time, each with what was counted in it. A place is made when something falls into its stretch. Not thread-safe.</summary>
internal sealed class TimeRing<T>(TimeSpan stretch, int places)
    where T : class, new()
{
    private readonly Place?[] _places = new Place?[places];

    /// <summary>The place of a moment.</summary>
    public T At(DateTimeOffset moment)
    {
        var number = NumberOf(moment);
        ref var place = ref _places[number % _places.Length];
        if (place is null || place.Number < number) place = new Place(number, new T());
        return place.Content; // a clock that was set back counts on in what stands there
    }

    /// <summary>What was counted from one moment to another (both stretches included), oldest first.</summary>
    public IEnumerable<T> Between(DateTimeOffset from, DateTimeOffset to)
    {
        var last = NumberOf(to);
        for (var number = Math.Max(NumberOf(from), last - _places.Length + 1); number <= last; number++)
        {
            if (_places[number % _places.Length] is { } place && place.Number == number) yield return place.Content;
        }
    }

    private long NumberOf(DateTimeOffset moment) => Math.Max(0, moment.UtcTicks) / stretch.Ticks;

    private sealed record Place(long Number, T Content);
}
