using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Consent;

namespace ServerlessCdi.Core.Profiles;

/// <summary>What a record last said of one field.</summary>
/// <param name="Echo">The value is our own write coming back, so it is no new knowledge.</param>
public readonly record struct FieldAssertion(FieldValue Value, Stamp Stamp, bool Echo = false)
{
    /// <summary>The one of two assertions that stands: the newer, and of equals the one whose text sorts last.</summary>
    public static FieldAssertion Later(FieldAssertion left, FieldAssertion right)
    {
        var order = left.Stamp.CompareTo(right.Stamp);
        if (order == 0)
        {
            order = string.CompareOrdinal(left.Value.Json, right.Value.Json);
        }

        return order >= 0 ? left : right;
    }
}

/// <summary>What a record last said of one purpose and channel.</summary>
public sealed record ConsentAssertion(ConsentEntry Entry, Stamp Stamp)
{
    public static ConsentAssertion Later(ConsentAssertion left, ConsentAssertion right)
    {
        var order = left.Stamp.Time.UtcTicks.CompareTo(right.Stamp.Time.UtcTicks);
        if (order == 0)
        {
            order = Refusal(left).CompareTo(Refusal(right));
        }

        if (order == 0)
        {
            order = left.Stamp.CompareTo(right.Stamp);
        }

        if (order == 0)
        {
            order = string.CompareOrdinal(left.Entry.ToString(), right.Entry.ToString());
        }

        return order >= 0 ? left : right;
    }

    // Said in the same instant, a refusal outranks everything else.
    private static int Refusal(ConsentAssertion assertion) => assertion.Entry.State is ConsentState.Denied or ConsentState.Withdrawn ? 1 : 0;
}

/// <summary>Whether the record lives at its source.</summary>
public readonly record struct LifeAssertion(bool Deleted, Stamp Stamp)
{
    public static LifeAssertion Later(LifeAssertion left, LifeAssertion right)
    {
        if (left.Stamp.IsNone || right.Stamp.IsNone)
        {
            return left.Stamp.IsNone ? right : left;
        }

        var order = left.Stamp.Time.UtcTicks.CompareTo(right.Stamp.Time.UtcTicks);
        if (order == 0)
        {
            order = left.Deleted.CompareTo(right.Deleted);
        }

        if (order == 0)
        {
            order = left.Stamp.CompareTo(right.Stamp);
        }

        return order >= 0 ? left : right;
    }
}
