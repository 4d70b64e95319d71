using System.Text;
using Azure.Data.Tables;
using ServerlessCdi.Embedded.Tables.Entities;
using ServerlessCdi.Embedded.Tables.Rules;

namespace ServerlessCdi.Embedded.Tables.Sqlite;

/// <summary>A write as bytes, made on the caller's thread so that the writer's only talks to SQLite.</summary>
internal sealed class StoredCommand(EntityCommand command)
{
    public TableTransactionActionType Type { get; } = command.Type;

    public byte[] PartitionKey { get; } = Encoding.UTF8.GetBytes(command.Entity.PartitionKey);

    public byte[] RowKey { get; } = Encoding.UTF8.GetBytes(command.Entity.RowKey);

    public byte[] Properties { get; } = PropertyBlob.Write(command.Entity.Properties);

    /// <summary>The version it must find, or null for any.</summary>
    public long? IfVersion { get; } = command.IfMatch is { } tag ? VersionTag.Read(tag) : null;
}
