using Azure;
using ServerlessCdi.Embedded.Tables.Rules;

namespace ServerlessCdi.Embedded.Tables.Sqlite;

/// <summary>One entity's write, or a transaction of several: all of it or nothing.</summary>
internal sealed class EntityWork(string table, StoredCommand[] commands, bool transaction) : WriteWork
{
    /// <summary>The version each command wrote; 0 for a delete.</summary>
    public long[] Versions { get; } = new long[commands.Length];

    protected override Exception? Apply(WriteConnection connection)
    {
        if (connection.FindTable(table) is not { } id)
        {
            return Refuse(TableErrors.TableMissing(), 0);
        }

        var several = commands.Length > 1;
        if (several)
        {
            connection.Mark();
        }

        for (var i = 0; i < commands.Length; i++)
        {
            if (connection.Apply(id, commands[i], out Versions[i]) is { } why)
            {
                if (several)
                {
                    connection.BackToMark();
                }

                return Refuse(why, i);
            }
        }

        if (several)
        {
            connection.Unmark();
        }

        return null;
    }

    private RequestFailedException Refuse(RequestFailedException why, int index) =>
        transaction ? TableErrors.InTransaction(why, index) : why;
}
