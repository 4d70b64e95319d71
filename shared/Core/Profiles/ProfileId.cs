using System.Text.Json.Serialization;

namespace ServerlessCdi.Core.Profiles;

/// <summary>A person's id in this system: a version-7 UUID, so that the older of two persons has the smaller id.</summary>
[JsonConverter(typeof(ProfileIdConverter))]
public readonly record struct ProfileId(Guid Value) : IComparable<ProfileId>
{
    public static ProfileId Create(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    public static ProfileId Parse(string text) => new(Guid.ParseExact(text, "D"));

    public static bool TryParse(string? text, out ProfileId id)
    {
        var ok = Guid.TryParseExact(text, "D", out var value);
        id = new(value);
        return ok;
    }

    public int CompareTo(ProfileId other) => string.CompareOrdinal(ToString(), other.ToString());

    public static bool operator <(ProfileId left, ProfileId right) => left.CompareTo(right) < 0;

    public static bool operator >(ProfileId left, ProfileId right) => left.CompareTo(right) > 0;

    public static bool operator <=(ProfileId left, ProfileId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ProfileId left, ProfileId right) => left.CompareTo(right) >= 0;

    public override string ToString() => Value.ToString("D");
}
