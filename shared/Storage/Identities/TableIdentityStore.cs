using Azure.Data.Tables;
using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Storage.Rows;
using ServerlessCdi.Storage.Sealing;

namespace ServerlessCdi.Storage.Identities;

/// <summary>
/// Table <c>identities</c>: from the keyed hash of an identifier to its person. The partition is the type and the first two
/// digits of the hash, so that one type's load spreads over 256 partitions. Beside the person stand the hashes of others who
/// have the identifier and were not tied to them, until there are too many to count.
/// </summary>
internal sealed class TableIdentityStore(StoreTables tables, KeyRing ring) : IIdentityStore
{
    private const string OwnerColumn = "p";
    private const string ClaimantsColumn = "c";
    private const string SharedColumn = "s";
    private const int PrefixDigits = 2;

    // Each turn means that another writer got in between; this many in a row is no race but a fault.
    private const int MaxTurns = 20;

    private readonly MeteredTable _table = tables.Identities;

    public async Task<IReadOnlyDictionary<Identifier, ProfileId>> FindAsync(
        IReadOnlyCollection<Identifier> identifiers,
        CancellationToken cancellationToken)
    {
        var found = new Dictionary<Identifier, ProfileId>(identifiers.Count);
        foreach (var (identifier, standing) in await StandingsAsync(identifiers, cancellationToken))
        {
            found[identifier] = standing.Owner;
        }

        return found;
    }

    public async Task<IReadOnlyDictionary<Identifier, IdentifierStanding>> StandingsAsync(
        IReadOnlyCollection<Identifier> identifiers,
        CancellationToken cancellationToken)
    {
        var hash = (await ring.GetAsync(cancellationToken)).Hash;
        var rows = await Bounded.SelectAsync(identifiers, (identifier, token) => ReadAsync(Key(identifier, hash), token), cancellationToken);
        var standings = new Dictionary<Identifier, IdentifierStanding>(identifiers.Count);
        foreach (var (identifier, row) in identifiers.Zip(rows))
        {
            if (row is not null)
            {
                standings[identifier] = Standing(row);
            }
        }

        return standings;
    }

    public async Task<IReadOnlyDictionary<Identifier, ProfileId>> ClaimAsync(
        ProfileId owner,
        IReadOnlyCollection<Identifier> identifiers,
        CancellationToken cancellationToken)
    {
        var hash = (await ring.GetAsync(cancellationToken)).Hash;
        var owners = await Bounded.SelectAsync(identifiers, (identifier, token) => ClaimAsync(owner, Key(identifier, hash), token), cancellationToken);
        var afterwards = new Dictionary<Identifier, ProfileId>(identifiers.Count);
        foreach (var (identifier, holder) in identifiers.Zip(owners))
        {
            afterwards[identifier] = holder;
        }

        return afterwards;
    }

    public async Task RepointAsync(IReadOnlyCollection<Identifier> identifiers, ProfileId from, ProfileId to, CancellationToken cancellationToken)
    {
        var hash = (await ring.GetAsync(cancellationToken)).Hash;
        await Bounded.SelectAsync(
            identifiers,
            async (identifier, token) =>
            {
                var key = Key(identifier, hash);
                for (var turn = 0; turn < MaxTurns; turn++)
                {
                    if (await ReadAsync(key, token) is not { } row || Owner(row) != from)
                    {
                        return true;
                    }

                    row[OwnerColumn] = to.ToString();
                    if (await _table.TryReplaceAsync(row, row.ETag, token))
                    {
                        return true;
                    }
                }

                throw Contended();
            },
            cancellationToken);
    }

    public async Task<IdentifierStanding?> ContestAsync(
        Identifier identifier, ProfileId person, int sharedAfter, CancellationToken cancellationToken)
    {
        var hash = (await ring.GetAsync(cancellationToken)).Hash;
        var key = Key(identifier, hash);
        for (var turn = 0; turn < MaxTurns; turn++)
        {
            if (await ReadAsync(key, cancellationToken) is not { } row)
            {
                return null;
            }

            var claimants = Claimants(row);
            var claimant = hash.OfClaimant(identifier, person);
            if (Owner(row) == person || IsShared(row) || claimants.Contains(claimant, StringComparer.Ordinal))
            {
                return Standing(row);
            }

            row[ClaimantsColumn] = string.Join(' ', claimants.Append(claimant));
            row[SharedColumn] = claimants.Length + 2 > sharedAfter; // the owner, those before, and this one
            if (await _table.TryReplaceAsync(row, row.ETag, cancellationToken))
            {
                return Standing(row);
            }
        }

        throw Contended();
    }

    private async Task<ProfileId> ClaimAsync(ProfileId owner, (string Partition, string Row) key, CancellationToken cancellationToken)
    {
        for (var turn = 0; turn < MaxTurns; turn++)
        {
            if (await _table.TryAddAsync(Row(key, owner), cancellationToken))
            {
                return owner;
            }

            if (await ReadAsync(key, cancellationToken) is { } holder)
            {
                return Owner(holder);
            }
        }

        throw Contended();
    }

    private Task<TableEntity?> ReadAsync((string Partition, string Row) key, CancellationToken cancellationToken) =>
        _table.FindAsync(key.Partition, key.Row, null, cancellationToken);

    private static (string Partition, string Row) Key(Identifier identifier, KeyedHash hash)
    {
        var row = hash.Of(identifier);
        return ($"{KeyText.Escape(identifier.Type)}-{row[..PrefixDigits]}", row);
    }

    private static TableEntity Row((string Partition, string Row) key, ProfileId owner) =>
        new(key.Partition, key.Row) { [OwnerColumn] = owner.ToString() };

    private static ProfileId Owner(TableEntity row) => ProfileId.Parse(row.GetString(OwnerColumn) ?? "");

    private static IdentifierStanding Standing(TableEntity row) => new(Owner(row), Claimants(row).Length + 1, IsShared(row));

    private static string[] Claimants(TableEntity row) => row.GetString(ClaimantsColumn)?.Split(' ') ?? [];

    private static bool IsShared(TableEntity row) => row.GetBoolean(SharedColumn) == true;

    private static InvalidOperationException Contended() =>
        new($"An identifier's row changed {MaxTurns} times while it was being written.");
}
