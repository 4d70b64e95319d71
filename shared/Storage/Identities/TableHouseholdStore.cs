using Azure;
using Azure.Data.Tables;
using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Storage.Rows;
using ServerlessCdi.Storage.Sealing;

namespace ServerlessCdi.Storage.Identities;

/// <summary>Table <c>identities</c>, a partition for each household: <c>household|hash</c>. The bar keeps it apart from every type's partitions.</summary>
internal sealed class TableHouseholdStore(StoreTables tables, KeyRing ring) : IHouseholdStore
{
    private const string Kind = "household";

    private static readonly string[] Keys = ["PartitionKey", "RowKey"];

    private readonly MeteredTable _table = tables.Identities;

    public async Task AddAsync(string household, ProfileId person, CancellationToken cancellationToken) =>
        await _table.UpsertAsync(new TableEntity(await PartitionAsync(household, cancellationToken), person.ToString()), cancellationToken);

    public async Task RemoveAsync(string household, ProfileId person, CancellationToken cancellationToken) =>
        await _table.TryDeleteAsync(await PartitionAsync(household, cancellationToken), person.ToString(), ETag.All, cancellationToken);

    public async Task<IReadOnlyList<ProfileId>> MembersAsync(string household, int max, CancellationToken cancellationToken)
    {
        var filter = RowFilter.Partition(await PartitionAsync(household, cancellationToken));
        var members = new List<ProfileId>();
        await foreach (var row in _table.QueryAsync(filter, max, Keys, cancellationToken))
        {
            members.Add(ProfileId.Parse(row.RowKey));
            if (members.Count == max)
            {
                break;
            }
        }

        return members;
    }

    private async ValueTask<string> PartitionAsync(string household, CancellationToken cancellationToken) =>
        $"{Kind}|{(await ring.GetAsync(cancellationToken)).Hash.Of(new Identifier(Kind, household))}";
}
