namespace ServerlessCdi.Core.Profiles;

/// <summary>When something was said and by which change. Totally ordered, so "newest" never depends on who arrived first.</summary>
public readonly record struct Stamp(DateTimeOffset Time, string ChangeId) : IComparable<Stamp>
{
    public bool IsNone => ChangeId is null;

    public int CompareTo(Stamp other)
    {
        var byTime = Time.UtcTicks.CompareTo(other.Time.UtcTicks);
        return byTime != 0 ? byTime : string.CompareOrdinal(ChangeId, other.ChangeId);
    }

    public static bool operator <(Stamp left, Stamp right) => left.CompareTo(right) < 0;

    public static bool operator >(Stamp left, Stamp right) => left.CompareTo(right) > 0;

    public static bool operator <=(Stamp left, Stamp right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Stamp left, Stamp right) => left.CompareTo(right) >= 0;
}
