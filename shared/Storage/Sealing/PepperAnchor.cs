using Azure.Data.Tables;
using ServerlessCdi.Storage.Rows;

namespace ServerlessCdi.Storage.Sealing;

/// <summary>
/// The row that names the version of the pepper under which this store's rows are hashed. It lives beside those rows,
/// because they and that version belong together for good: with another version nobody would be found again. Adding it
/// is atomic, so of many instances that start together one decides for all.
/// </summary>
internal sealed class PepperAnchor(MeteredTable identities)
{
    private const string Partition = "in-force";
    private const string VersionColumn = "v";

    public async Task<string?> FindAsync(string secret, CancellationToken cancellationToken) =>
        (await identities.FindAsync(Partition, secret, null, cancellationToken))?.GetString(VersionColumn);

    /// <summary>The version in force afterwards: this one, or that of whoever came first.</summary>
    public async Task<string> ClaimAsync(string secret, string version, CancellationToken cancellationToken)
    {
        var row = new TableEntity(Partition, secret) { [VersionColumn] = version };
        if (await identities.TryAddAsync(row, cancellationToken))
        {
            return version;
        }

        return await FindAsync(secret, cancellationToken)
            ?? throw new InvalidOperationException($"The row that names the version of secret '{secret}' in force was removed while the app started.");
    }
}
