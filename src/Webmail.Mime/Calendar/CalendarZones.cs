namespace Webmail.Mime.Calendar;

/// <summary>
/// The time zones of one file. A name that this machine knows counts before the file's own rules, which are often years old; the rules count for
/// every other name.
/// </summary>
internal sealed class CalendarZones
{
    private readonly Dictionary<string, TimeZoneInfo?> _known = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, CalendarZone> _own = new(StringComparer.OrdinalIgnoreCase);

    public CalendarZones(IEnumerable<ContentComponent> components)
    {
        foreach (var component in components)
        {
            if (component.Text("TZID")?.Trim() is { Length: > 0 } id) _own.TryAdd(id, CalendarZone.Of(id, component));
        }
    }

    public IEnumerable<CalendarZone> Own => _own.Values;

    /// <summary>The zone's best name and its offset at that wall-clock time; the offset is null for a zone that nobody knows.</summary>
    public (string Name, TimeSpan? Offset) Find(string id, DateTime local)
    {
        id = id.Trim().Trim('"');
        _own.TryGetValue(id, out var own);
        var known = Known(id) ?? (own?.Location is { } location ? Known(location) : null);
        if (known is not null) return (Iana(known), known.GetUtcOffset(local));
        return own is null ? (id, null) : (id, own.OffsetAt(local));
    }

    /// <summary>The machine's zone of that name, or null.</summary>
    public TimeZoneInfo? Known(string id)
    {
        if (_known.TryGetValue(id, out var zone)) return zone;
        if (_known.Count == ContentLimits.MaxZoneNames) return null;
        foreach (var name in Names(id))
        {
            if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out zone)) break;
        }

        _known[id] = zone;
        return zone;
    }

    private static string Iana(TimeZoneInfo zone) =>
        !zone.HasIanaId && TimeZoneInfo.TryConvertWindowsIdToIanaId(zone.Id, out var iana) ? iana : zone.Id;

    // "/mozilla.org/20050126_1/America/Argentina/Salta": a registry's name, with the zone at its end.
    private static IEnumerable<string> Names(string id)
    {
        if (id.Length > 120 || !id.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '/' or '_' or '-' or '+' or '.' or '(' or ')')) yield break;
        var parts = id.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Any(part => part.StartsWith('.'))) yield break;
        if (!id.StartsWith('/')) yield return id;
        if (parts.Length > 3) yield return string.Join('/', parts[^3..]);
        if (parts.Length > 2) yield return string.Join('/', parts[^2..]);
    }
}
