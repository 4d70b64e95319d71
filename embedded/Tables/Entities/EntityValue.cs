using Azure;

namespace ServerlessCdi.Embedded.Tables.Entities;

/// <summary>The eight types that a property may have, and what .NET values become of them.</summary>
internal static class EntityValue
{
    /// <exception cref="NotSupportedException">The type cannot be stored.</exception>
    public static object Normalise(string name, object value) => value switch
    {
        string or int or long or double or bool or Guid or byte[] => value,
        DateTimeOffset time => time.ToUniversalTime(),
        DateTime { Kind: DateTimeKind.Local } time => new DateTimeOffset(time.ToUniversalTime()),
        DateTime time => new DateTimeOffset(time.Ticks, TimeSpan.Zero),
        BinaryData data => data.ToArray(),
        Enum constant => constant.ToString(),
        float number => (double)number,
        short or byte or sbyte or ushort => Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture),
        uint or ulong => Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture),
        ETag tag => tag.ToString(),
        _ => throw new NotSupportedException($"Property '{name}' has type {value.GetType()}, which a table cannot store."),
    };

    /// <summary>Brings a stored value to the type of a class's property.</summary>
    public static object? ConvertTo(object value, Type type)
    {
        var target = Nullable.GetUnderlyingType(type) ?? type;
        if (target.IsInstanceOfType(value))
        {
            return value;
        }

        return value switch
        {
            DateTimeOffset time when target == typeof(DateTime) => time.UtcDateTime,
            byte[] bytes when target == typeof(BinaryData) => BinaryData.FromBytes(bytes),
            string text when target.IsEnum => Enum.Parse(target, text),
            int or long or double when target.IsPrimitive =>
                Convert.ChangeType(value, target, System.Globalization.CultureInfo.InvariantCulture),
            _ => throw new InvalidOperationException($"Cannot return {type} type for a {value.GetType()} typed property."),
        };
    }
}
