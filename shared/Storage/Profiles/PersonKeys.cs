using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Storage.Rows;
using ServerlessCdi.Storage.Sealing;

namespace ServerlessCdi.Storage.Profiles;

/// <summary>The data keys of persons for what is kept of them outside their partition.</summary>
internal sealed class PersonKeys(StoreTables tables, DataKeys dataKeys)
{
    /// <summary>
    /// The key as stored now, and not one that is remembered: what was erased a moment ago by another instance must not be
    /// read any more. Null where the person is erased or unknown. A merged person's redirect keeps its key.
    /// </summary>
    public async ValueTask<DataKey?> FindAsync(ProfileId id, CancellationToken cancellationToken)
    {
        var row = await tables.Profiles.FindAsync(id.ToString(), ProfileRow.RowKey, ProfileRow.KeyOnly, cancellationToken);
        if (row is null)
        {
            return null;
        }

        if (ProfileRow.WrappedKey(row) is { } wrapped)
        {
            return await dataKeys.UnwrapAsync(id, wrapped, cancellationToken);
        }

        dataKeys.Forget(id);
        return null;
    }
}
