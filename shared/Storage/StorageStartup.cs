using ServerlessCdi.Storage.Rows;
using ServerlessCdi.Storage.Sealing;

namespace ServerlessCdi.Storage;

/// <summary>What must exist before the first request: tables and the store's own secrets.</summary>
public sealed class StorageStartup
{
    private readonly StoreTables _tables;
    private readonly KeyRing _ring;

    internal StorageStartup(StoreTables tables, KeyRing ring)
    {
        _tables = tables;
        _ring = ring;
    }

    /// <summary>Creates the tables and secrets that are missing and reads the keys. Any number of instances may do so at once.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await _tables.CreateAsync(cancellationToken);
        await _ring.GetAsync(cancellationToken);
    }
}
