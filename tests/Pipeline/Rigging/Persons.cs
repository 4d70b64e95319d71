using System.Text.Json;
using Azure.Data.Tables;
using ServerlessCdi.Core;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Profiles;

namespace ServerlessCdi.Tests.Pipeline.Rigging;

/// <summary>The persons as they stand in the stores, in a form that two runs can be compared in.</summary>
internal static class Persons
{
    /// <summary>Each person once, by their records: golden bytes, records, and the timeline's change ids. Ids and versions differ by nature.</summary>
    public static async Task<IReadOnlyList<string>> AllAsync(Instance instance, IEnumerable<Change> changes)
    {
        var persons = new Dictionary<ProfileId, Profile>();
        foreach (var record in changes.SelectMany(RecordsOf).Distinct())
        {
            if (await instance.FindAsync(record) is { } person)
            {
                persons[person.Id] = person;
            }
        }

        var texts = new List<string>();
        foreach (var person in persons.Values)
        {
            await AssertIdentifiersLeadHereAsync(instance, person);
            texts.Add(await TextAsync(instance, person));
        }

        return [.. texts.Order(StringComparer.Ordinal)];
    }

    /// <summary>The records that belong together, of every person.</summary>
    public static async Task<IReadOnlyList<string>> GroupsAsync(Instance instance, IEnumerable<Change> changes)
    {
        var groups = new Dictionary<ProfileId, List<RecordKey>>();
        foreach (var record in changes.SelectMany(RecordsOf).Distinct())
        {
            var person = await instance.FindAsync(record) ?? throw new InvalidOperationException("A record belongs to nobody.");
            if (!groups.TryGetValue(person.Id, out var group))
            {
                groups[person.Id] = group = [];
            }

            group.Add(record);
        }

        return [.. groups.Values.Select(Group).Order(StringComparer.Ordinal)];
    }

    public static string Group(IEnumerable<RecordKey> records) => string.Join(' ', records.Order().Select(r => $"{r.Source}/{r.Key}"));

    public static IEnumerable<RecordKey> RecordsOf(Change change)
    {
        var own = RecordKey.Of(change);
        return change.MergedKeys.Select(k => own with { Key = k }).Prepend(own);
    }

    /// <summary>Nobody is half merged, and of those who are merged nothing is left but the redirect and what destinations were told.</summary>
    public static async Task AssertNothingHalfDoneAsync(Instance instance, string area)
    {
        var table = instance.Get<TableServiceClient>().GetTableClient($"{area}profiles");
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>())
        {
            rows.Add(row);
        }

        foreach (var partition in rows.GroupBy(r => r.PartitionKey))
        {
            var status = (ProfileStatus)partition.Single(r => r.RowKey == "profile").GetInt32("s")!.Value;
            Assert.True(status is ProfileStatus.Active or ProfileStatus.Merged, status.ToString());
            Assert.DoesNotContain(partition, r => r.RowKey == "profile|split");
            if (status == ProfileStatus.Merged)
            {
                Assert.All(partition, r => Assert.True(r.RowKey == "profile" || r.RowKey.StartsWith("sent|", StringComparison.Ordinal), r.RowKey));
            }
        }
    }

    private static async Task<string> TextAsync(Instance instance, Profile person)
    {
        var golden = JsonSerializer.Serialize(GoldenDocument.Of(person.Golden), CoreJson.Relaxed.GoldenDocument);
        var records = person.Records.Values.OrderBy(r => r.Key).Select(r => JsonSerializer.Serialize(RecordDocument.Of(r), CoreJson.Relaxed.RecordDocument));
        return $"{golden}\n{string.Join('\n', records)}\n{string.Join(' ', await instance.TimelineAsync(person.Id))}";
    }

    private static async Task AssertIdentifiersLeadHereAsync(Instance instance, Profile person)
    {
        var owners = await instance.Identities.FindAsync([.. person.Golden.Identifiers], CancellationToken.None);
        Assert.Equal(person.Golden.Identifiers.Count, owners.Count);
        foreach (var owner in owners.Values.Distinct())
        {
            Assert.Equal(person.Id, (await instance.Reader.FindAsync(owner, CancellationToken.None))?.Id);
        }
    }
}
