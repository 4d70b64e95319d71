using ServerlessCdi.Embedded.Tables.Rules;

namespace ServerlessCdi.Embedded.Tables.Sqlite;

internal sealed class CreateTableWork(string table) : WriteWork
{
    protected override Exception? Apply(WriteConnection connection) =>
        connection.CreateTable(table) ? null : TableErrors.TableExists();
}

internal sealed class DeleteTableWork(string table) : WriteWork
{
    protected override Exception? Apply(WriteConnection connection) =>
        connection.DeleteTable(table) ? null : TableErrors.TableMissing();
}
