using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Serialization;
using Azure;
using Azure.Data.Tables;

namespace ServerlessCdi.Embedded.Tables.Entities;

/// <summary>Carries values between entities, which are dictionaries or classes, and the neutral form that both stores use.</summary>
internal static class EntityMapper
{
    private static readonly ConcurrentDictionary<Type, Member[]> Members = new();

    public static EntityData Read(ITableEntity entity) =>
        new(entity.PartitionKey, entity.RowKey, entity is TableEntity dictionary ? ReadDictionary(dictionary) : ReadMembers(entity));

    public static T Create<T>(EntityRow row)
        where T : class, ITableEntity
    {
        if (typeof(T) == typeof(TableEntity))
        {
            return (T)(object)CreateDictionary(row);
        }

        var entity = Activator.CreateInstance<T>();
        Fill(entity, row);
        return entity;
    }

    private static List<KeyValuePair<string, object>> ReadDictionary(TableEntity entity)
    {
        var properties = new List<KeyValuePair<string, object>>(entity.Count);
        var values = entity.Enumerate();
        while (values.MoveNext())
        {
            var (name, value) = values.Current;
            if (value is not null && name is not (EntityNames.PartitionKey or EntityNames.RowKey or EntityNames.Timestamp or EntityNames.ETag))
            {
                properties.Add(new(name, EntityValue.Normalise(name, value)));
            }
        }

        return properties;
    }

    private static List<KeyValuePair<string, object>> ReadMembers(ITableEntity entity)
    {
        var members = MembersOf(entity.GetType());
        var properties = new List<KeyValuePair<string, object>>(members.Length);
        foreach (var member in members)
        {
            if (member.Property.CanRead && member.Property.GetValue(entity) is { } value)
            {
                properties.Add(new(member.Name, EntityValue.Normalise(member.Name, value)));
            }
        }

        return properties;
    }

    private static TableEntity CreateDictionary(EntityRow row)
    {
        var entity = new TableEntity(row.Properties.Count + 4) { ETag = new ETag(row.ETag) };
        if (row.PartitionKey is not null)
        {
            entity.PartitionKey = row.PartitionKey;
        }

        if (row.RowKey is not null)
        {
            entity.RowKey = row.RowKey;
        }

        if (row.Timestamp is not null)
        {
            entity.Timestamp = row.Timestamp;
        }

        foreach (var (name, value) in row.Properties)
        {
            entity.Add(name, value);
        }

        return entity;
    }

    private static void Fill(ITableEntity entity, EntityRow row)
    {
        if (row.PartitionKey is not null)
        {
            entity.PartitionKey = row.PartitionKey;
        }

        if (row.RowKey is not null)
        {
            entity.RowKey = row.RowKey;
        }

        entity.Timestamp = row.Timestamp;
        entity.ETag = new ETag(row.ETag);
        var members = MembersOf(entity.GetType());
        foreach (var (name, value) in row.Properties)
        {
            var member = Array.Find(members, m => m.Name == name);
            if (member is not null && member.Property.CanWrite)
            {
                member.Property.SetValue(entity, EntityValue.ConvertTo(value, member.Property.PropertyType));
            }
        }
    }

    private static Member[] MembersOf(Type type) => Members.GetOrAdd(type, static type => type
        .GetProperties(BindingFlags.Instance | BindingFlags.Public)
        .Where(p => p.GetIndexParameters().Length == 0
            && !p.IsDefined(typeof(IgnoreDataMemberAttribute))
            && p.Name is not (EntityNames.PartitionKey or EntityNames.RowKey or EntityNames.Timestamp or EntityNames.ETagProperty))
        .Select(p => new Member(p.GetCustomAttribute<DataMemberAttribute>()?.Name ?? p.Name, p))
        .ToArray());

    private sealed record Member(string Name, PropertyInfo Property);
}
