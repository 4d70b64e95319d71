using ServerlessCdi.Embedded.Tables.Entities;

namespace ServerlessCdi.Embedded.Tables.Filters;

/// <summary>
/// The part of the table that a filter can match at all, as far as its top-level "and" terms on the keys tell.
/// Row-key bounds count only inside one partition. An end that is null is open.
/// </summary>
internal sealed class KeyRange
{
    public KeyBound PartitionLow { get; private set; }

    public KeyBound PartitionHigh { get; private set; }

    public KeyBound RowLow { get; private set; }

    public KeyBound RowHigh { get; private set; }

    /// <summary>The one partition that can match, or null.</summary>
    public string? Partition =>
        PartitionLow.Inclusive && PartitionHigh.Inclusive && PartitionLow.Key is { } key
        && string.Equals(key, PartitionHigh.Key, StringComparison.Ordinal) ? key : null;

    public static KeyRange Of(FilterNode? filter)
    {
        var range = new KeyRange();
        range.Narrow(filter);
        return range;
    }

    private void Narrow(FilterNode? node)
    {
        if (node is AndNode and)
        {
            Narrow(and.Left);
            Narrow(and.Right);
        }
        else if (node is ComparisonNode { OnKey: true, Literal: string key } term)
        {
            Narrow(term.Property == EntityNames.PartitionKey, term.Operator, key);
        }
    }

    private void Narrow(bool partition, FilterOperator comparison, string key)
    {
        if (comparison is FilterOperator.Equal or FilterOperator.Greater or FilterOperator.GreaterOrEqual)
        {
            var low = new KeyBound(key, comparison != FilterOperator.Greater);
            if (partition)
            {
                PartitionLow = PartitionLow.Higher(low);
            }
            else
            {
                RowLow = RowLow.Higher(low);
            }
        }

        if (comparison is FilterOperator.Equal or FilterOperator.Less or FilterOperator.LessOrEqual)
        {
            var high = new KeyBound(key, comparison != FilterOperator.Less);
            if (partition)
            {
                PartitionHigh = PartitionHigh.Lower(high);
            }
            else
            {
                RowHigh = RowHigh.Lower(high);
            }
        }
    }
}

/// <summary>One end of a range; the default value is open.</summary>
internal readonly record struct KeyBound(string? Key, bool Inclusive)
{
    public KeyBound Higher(KeyBound other) => Tighter(other, 1);

    public KeyBound Lower(KeyBound other) => Tighter(other, -1);

    private KeyBound Tighter(KeyBound other, int direction)
    {
        if (Key is null)
        {
            return other;
        }

        var order = string.CompareOrdinal(other.Key, Key) * direction;
        return order > 0 || (order == 0 && !other.Inclusive) ? other : this;
    }
}
