using System.Text.Json;

namespace ServerlessCdi.Connectors.Mapping;

/// <summary>How a payload writes a time: some formats, of which the first that fits counts, and the zone of a time that names none.</summary>
internal sealed class TimeFormat
{
    public const string Iso = TimePattern.Iso;

    private readonly TimePattern[] _patterns;
    private readonly LocalZone? _zone;

    private TimeFormat(TimePattern[] patterns, LocalZone? zone)
    {
        _patterns = patterns;
        _zone = zone;
    }

    public static TimeFormat OfIso { get; } = new([TimePattern.Parse(TimePattern.Iso)!], null);

    /// <summary>
    /// Reads the member, a format or a list of them, and the zone beside it; ISO in UTC where they are absent, null where
    /// one is wrong (reported).
    /// </summary>
    /// <param name="zoneMember">The name of the zone's member, or null where it has none.</param>
    public static TimeFormat? Bind(ConfigObject config, string name, string? zoneMember = null)
    {
        var value = config.Raw(name);
        var texts = value.ValueKind switch
        {
            JsonValueKind.Undefined => [TimePattern.Iso],
            JsonValueKind.Array => config.Texts(name, atLeast: 1),
            _ => config.Text(name) is { } one ? [one] : [],
        };
        var zoneName = zoneMember is null ? null : config.Text(zoneMember);
        var zone = zoneName is null ? null : LocalZone.Find(zoneName);
        var patterns = texts.Select(TimePattern.Parse).OfType<TimePattern>().ToArray();
        if (patterns.Length < texts.Count)
        {
            config.Error(name, $"must be {string.Join(", ", TimePattern.Names)}, or a .NET date format with year, month and day, such as dd/MM/yyyy HH:mm");
            return null;
        }

        if (zoneName is not null && zone is null)
        {
            // A zone was read, so its member has a name.
            config.Error(zoneMember!, $"\"{zoneName}\" is no time zone that this machine knows. Names are those of IANA, such as Europe/London");
            return null;
        }

        return patterns.Length == 0 ? null : new(patterns, zone);
    }

    public bool TryRead(MappedValue value, out DateTimeOffset time)
    {
        var read = TryReadTime(value, out var result);
        time = result.Moment;
        return read;
    }

    public bool TryReadTime(MappedValue value, out ReadTime time)
    {
        time = default;
        if (value.Scalar?.Trim() is not { Length: > 0 } text)
        {
            return false;
        }

        foreach (var pattern in _patterns)
        {
            if (pattern.TryRead(text, _zone, out time))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The day that it is at that moment where the source is.</summary>
    public DateOnly DayOf(ReadTime time) => time.Day ?? DateOnly.FromDateTime(_zone?.ToLocal(time.Moment) ?? time.Moment.UtcDateTime);
}

/// <summary>A time that a payload states.</summary>
/// <param name="Moment">In UTC; the first of the day where the payload names only that.</param>
/// <param name="Day">The day where the payload names no time of it.</param>
internal readonly record struct ReadTime(DateTimeOffset Moment, DateOnly? Day);
