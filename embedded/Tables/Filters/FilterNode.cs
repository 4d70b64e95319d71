using ServerlessCdi.Embedded.Tables.Entities;

namespace ServerlessCdi.Embedded.Tables.Filters;

internal enum FilterOperator
{
    Equal,
    NotEqual,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
}

/// <summary>A parsed $filter.</summary>
internal abstract record FilterNode
{
    /// <summary>Whether an entity, seen through its property lookup, passes. A property that is not there passes no comparison.</summary>
    public abstract bool Matches(Func<string, object?> property);
}

internal sealed record AndNode(FilterNode Left, FilterNode Right) : FilterNode
{
    public override bool Matches(Func<string, object?> property) => Left.Matches(property) && Right.Matches(property);
}

internal sealed record OrNode(FilterNode Left, FilterNode Right) : FilterNode
{
    public override bool Matches(Func<string, object?> property) => Left.Matches(property) || Right.Matches(property);
}

internal sealed record NotNode(FilterNode Inner) : FilterNode
{
    public override bool Matches(Func<string, object?> property) => !Inner.Matches(property);
}

internal sealed record ComparisonNode(string Property, FilterOperator Operator, object Literal) : FilterNode
{
    public bool OnKey => Property is EntityNames.PartitionKey or EntityNames.RowKey;

    public override bool Matches(Func<string, object?> property)
    {
        if (property(Property) is not { } value || Compare(value, Literal) is not { } order)
        {
            return false;
        }

        return Operator switch
        {
            FilterOperator.Equal => order == 0,
            FilterOperator.NotEqual => order != 0,
            FilterOperator.Greater => order > 0,
            FilterOperator.GreaterOrEqual => order >= 0,
            FilterOperator.Less => order < 0,
            FilterOperator.LessOrEqual => order <= 0,
        };
    }

    /// <summary>Null where the two types do not compare.</summary>
    private static int? Compare(object value, object literal) => (value, literal) switch
    {
        (string a, string b) => string.CompareOrdinal(a, b),
        (bool a, bool b) => a.CompareTo(b),
        (Guid a, Guid b) => a.CompareTo(b),
        (DateTimeOffset a, DateTimeOffset b) => a.CompareTo(b),
        (byte[] a, byte[] b) => a.AsSpan().SequenceCompareTo(b),
        (int or long, int or long) => AsInt64(value).CompareTo(AsInt64(literal)),
        (int or long or double, int or long or double) => AsDouble(value).CompareTo(AsDouble(literal)),
        _ => null,
    };

    private static long AsInt64(object value) => value is int small ? small : (long)value;

    private static double AsDouble(object value) => value is double number ? number : AsInt64(value);
}
