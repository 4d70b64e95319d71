namespace ServerlessCdi.Connectors.Mapping;

/// <summary>
/// A time zone of IANA. A clock time that comes twice, when clocks go back, means the first; one that is skipped, when
/// they go forward, means as long after the skip began (02:30 is 03:30): the offset before the change holds for both, as
/// in RFC 5545 3.3.5 (https://www.rfc-editor.org/rfc/rfc5545).
/// </summary>
internal sealed class LocalZone
{
    private readonly TimeZoneInfo _zone;

    private LocalZone(TimeZoneInfo zone) => _zone = zone;

    /// <summary>Null for a name that the machine's database does not have.</summary>
    public static LocalZone? Find(string name) =>
        (name == "UTC" || name.Contains('/', StringComparison.Ordinal)) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? new(zone) : null;

    public DateTimeOffset ToMoment(DateTime clock)
    {
        clock = DateTime.SpecifyKind(clock, DateTimeKind.Unspecified);
        if (clock.Year is < 2 or > 9998)
        {
            return new(clock, TimeSpan.Zero);
        }

        // Asked a day away, where the clock is certain; no zone changes twice within two days.
        var before = OffsetAt(clock.AddDays(-1));
        var after = OffsetAt(clock.AddDays(1));
        var early = new DateTimeOffset(clock - before, TimeSpan.Zero);
        var late = new DateTimeOffset(clock - after, TimeSpan.Zero);
        return _zone.GetUtcOffset(early) != before && _zone.GetUtcOffset(late) == after ? late : early;
    }

    public DateTime ToLocal(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, _zone).DateTime;

    // By way of the moment: for a skipped clock time the library's own answer depends on how the zone is written down.
    private TimeSpan OffsetAt(DateTime clock)
    {
        var near = _zone.GetUtcOffset(new DateTimeOffset(clock, TimeSpan.Zero));
        return _zone.GetUtcOffset(new DateTimeOffset(clock - near, TimeSpan.Zero));
    }
}
