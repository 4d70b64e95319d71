using Azure;
using Azure.Data.Tables;

namespace ServerlessCdi.Embedded.Tables.Entities;

/// <summary>One validated write. IfMatch is null where any version will do.</summary>
internal sealed record EntityCommand(TableTransactionActionType Type, EntityData Entity, ETag? IfMatch)
{
    public static EntityCommand For<T>(TableTransactionActionType type, T entity, ETag ifMatch = default)
        where T : ITableEntity
    {
        ArgumentNullException.ThrowIfNull(entity);
        var data = type == TableTransactionActionType.Delete
            ? new EntityData(entity.PartitionKey, entity.RowKey, [])
            : EntityMapper.Read(entity);
        return new EntityCommand(type, data, ifMatch == default || ifMatch == ETag.All ? null : ifMatch);
    }
}
