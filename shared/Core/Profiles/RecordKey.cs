using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Identity;

namespace ServerlessCdi.Core.Profiles;

/// <summary>One record of one source, in the whole system.</summary>
public readonly record struct RecordKey(string Source, string Object, string Key) : IComparable<RecordKey>
{
    public Identifier Identifier => Identifier.External(Source, Object, Key);

    /// <summary>Whether the record is a person, and not something that hangs on one.</summary>
    public bool IsPerson => Object == PersonLinks.PersonObject;

    public static RecordKey Of(Change change) => new(change.Source, change.Record.Object, change.Record.Key);

    public int CompareTo(RecordKey other)
    {
        var bySource = string.CompareOrdinal(Source, other.Source);
        if (bySource != 0)
        {
            return bySource;
        }

        var byObject = string.CompareOrdinal(Object, other.Object);
        return byObject != 0 ? byObject : string.CompareOrdinal(Key, other.Key);
    }

    public static bool operator <(RecordKey left, RecordKey right) => left.CompareTo(right) < 0;

    public static bool operator >(RecordKey left, RecordKey right) => left.CompareTo(right) > 0;

    public static bool operator <=(RecordKey left, RecordKey right) => left.CompareTo(right) <= 0;

    public static bool operator >=(RecordKey left, RecordKey right) => left.CompareTo(right) >= 0;

    /// <summary>Without the key, which may be an address.</summary>
    public override string ToString() => $"{Source}/{Object}";
}
