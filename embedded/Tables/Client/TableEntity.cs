using System.Collections;
using ServerlessCdi.Embedded.Tables.Entities;

namespace Azure.Data.Tables;

/// <summary>An entity with any properties: a dictionary with typed getters.</summary>
public sealed class TableEntity : ITableEntity, IDictionary<string, object?>
{
    private readonly Dictionary<string, object?> _properties;

    public TableEntity() => _properties = [];

    public TableEntity(IDictionary<string, object?> values) => _properties = values is null ? [] : new(values);

    public TableEntity(string partitionKey, string rowKey)
        : this()
    {
        PartitionKey = partitionKey;
        RowKey = rowKey;
    }

    internal TableEntity(int capacity) => _properties = new(capacity);

    public string PartitionKey
    {
        get => GetString(EntityNames.PartitionKey)!;
        set => _properties[EntityNames.PartitionKey] = value;
    }

    public string RowKey
    {
        get => GetString(EntityNames.RowKey)!;
        set => _properties[EntityNames.RowKey] = value;
    }

    public DateTimeOffset? Timestamp
    {
        get => GetDateTimeOffset(EntityNames.Timestamp);
        set => _properties[EntityNames.Timestamp] = value;
    }

    public ETag ETag
    {
        get => GetString(EntityNames.ETag) is { } value ? new ETag(value) : default;
        set => _properties[EntityNames.ETag] = value.ToString();
    }

    public int Count => _properties.Count;

    public ICollection<string> Keys => _properties.Keys;

    ICollection<object?> IDictionary<string, object?>.Values => _properties.Values;

    bool ICollection<KeyValuePair<string, object?>>.IsReadOnly => false;

    /// <summary>The value, or null where there is none. A number keeps its wider type when a narrower one is assigned.</summary>
    /// <exception cref="InvalidOperationException">The new value's type does not fit the type of the value already there.</exception>
    public object? this[string key]
    {
        get => Find(key);
        set => _properties[key] = value is not null && Find(key) is { } old ? Coerce(old, value) : value;
    }

    public string? GetString(string key) => Find(key) switch
    {
        null => null,
        string value => value,
        var other => throw Mismatch(typeof(string), other),
    };

    public byte[]? GetBinary(string key) => Find(key) switch
    {
        null => null,
        byte[] value => value,
        BinaryData value => value.ToArray(),
        var other => throw Mismatch(typeof(byte[]), other),
    };

    public BinaryData? GetBinaryData(string key) => Find(key) switch
    {
        null => null,
        BinaryData value => value,
        byte[] value => BinaryData.FromBytes(value),
        var other => throw Mismatch(typeof(BinaryData), other),
    };

    public DateTimeOffset? GetDateTimeOffset(string key) => Find(key) switch
    {
        null => null,
        DateTimeOffset value => value,
        DateTime value => new DateTimeOffset(value),
        var other => throw Mismatch(typeof(DateTimeOffset?), other),
    };

    public DateTime? GetDateTime(string key) => Find(key) switch
    {
        null => null,
        DateTime value => value,
        DateTimeOffset value => value.UtcDateTime,
        var other => throw Mismatch(typeof(DateTime?), other),
    };

    public bool? GetBoolean(string key) => Get<bool>(key);

    public double? GetDouble(string key) => Get<double>(key);

    public Guid? GetGuid(string key) => Get<Guid>(key);

    public int? GetInt32(string key) => Get<int>(key);

    public long? GetInt64(string key) => Get<long>(key);

    public void Add(string key, object? value)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        _properties.Add(key, value);
    }

    public void Clear() => _properties.Clear();

    public bool ContainsKey(string key) => _properties.ContainsKey(key);

    public bool Remove(string key) => _properties.Remove(key);

    public bool TryGetValue(string key, out object? value) => _properties.TryGetValue(key, out value);

    void ICollection<KeyValuePair<string, object?>>.Add(KeyValuePair<string, object?> item) => Add(item.Key, item.Value);

    bool ICollection<KeyValuePair<string, object?>>.Contains(KeyValuePair<string, object?> item) =>
        ((ICollection<KeyValuePair<string, object?>>)_properties).Contains(item);

    void ICollection<KeyValuePair<string, object?>>.CopyTo(KeyValuePair<string, object?>[] array, int arrayIndex) =>
        ((ICollection<KeyValuePair<string, object?>>)_properties).CopyTo(array, arrayIndex);

    bool ICollection<KeyValuePair<string, object?>>.Remove(KeyValuePair<string, object?> item) =>
        ((ICollection<KeyValuePair<string, object?>>)_properties).Remove(item);

    IEnumerator<KeyValuePair<string, object?>> IEnumerable<KeyValuePair<string, object?>>.GetEnumerator() => _properties.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _properties.GetEnumerator();

    internal Dictionary<string, object?>.Enumerator Enumerate() => _properties.GetEnumerator();

    private static object Coerce(object old, object value) => (old, value) switch
    {
        _ when old.GetType() == value.GetType() => value,
        (double, int number) => (double)number,
        (long, int number) => (long)number,
        (int, long or double) => value,
        (byte[] or BinaryData, byte[] or BinaryData) => value,
        (DateTime or DateTimeOffset, DateTime or DateTimeOffset) => value,
        _ => throw new InvalidOperationException($"A value of type {value.GetType()} does not fit a property of type {old.GetType()}."),
    };

    private static InvalidOperationException Mismatch(Type wanted, object value) =>
        new($"Cannot return {wanted} type for a {value.GetType()} typed property.");

    private object? Find(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return _properties.GetValueOrDefault(key);
    }

    private T? Get<T>(string key)
        where T : struct => Find(key) switch
        {
            null => null,
            T value => value,
            var other => throw Mismatch(typeof(T?), other),
        };
}
