using System.Text;
using ServerlessCdi.Connectors.Contracts;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Tests.Storage.Adapters;

public abstract partial class AdapterContract
{
    private static readonly DriftEntry NewShoe = new(
        "0a1b", ContractFindingKind.NewField, "contact", "shoe.size", null, "number", null, 2, People.Noon, People.Noon, 3, "change-1");

    [Fact]
    public async Task The_same_drift_is_one_entry_whose_counts_add_up_and_whose_sample_is_the_first()
    {
        await Store.Drift.AddAsync("shop", [NewShoe], None);
        await Store.Drift.AddAsync("shop", [NewShoe with { Count = 5, FirstSeen = People.Noon.AddHours(1), LastSeen = People.Noon.AddHours(1), ContractVersion = 4, ChangeId = "change-2" }], None);

        var entry = Assert.Single(await Store.Drift.ListAsync("shop", None));

        Assert.Equal(NewShoe with { Count = 7, LastSeen = People.Noon.AddHours(1), ContractVersion = 4 }, entry);
        Assert.Empty(await Store.Drift.ListAsync("sho", None));
    }

    [Fact]
    public async Task Drift_is_listed_last_seen_first_and_goes_when_it_is_removed()
    {
        var value = NewShoe with { Id = "2c", Kind = ContractFindingKind.UnknownValue, Value = "gold", ChangeId = null, LastSeen = People.Noon.AddMinutes(1) };
        await Store.Drift.AddAsync("shop", [NewShoe, value], None);

        Assert.Equal([value, NewShoe], await Store.Drift.ListAsync("shop", None));
        Assert.True(await Store.Drift.RemoveAsync("shop", value.Id, None));
        Assert.False(await Store.Drift.RemoveAsync("shop", value.Id, None));
        Assert.False(await Store.Drift.RemoveAsync("other", NewShoe.Id, None));
        Assert.Equal([NewShoe], await Store.Drift.ListAsync("shop", None));
    }

    [Fact]
    public async Task Instances_that_count_at_once_lose_nothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Store.Drift.AddAsync("shop", [NewShoe with { Count = 1 }], None)));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Store.Drift.AddAsync("shop", new SourceActivity(1, 2, 3, 4, People.Noon.AddSeconds(n)), None)));

        Assert.Equal(8, Assert.Single(await Store.Drift.ListAsync("shop", None)).Count);
        Assert.Equal(new SourceActivity(8, 16, 24, 32, People.Noon.AddSeconds(7)), await Store.Drift.ActivityAsync("shop", None));
        Assert.Equal(SourceActivity.None, await Store.Drift.ActivityAsync("other", None));
    }

    [Fact]
    public async Task What_came_with_a_payload_stands_sealed_beside_its_drift()
    {
        await Store.Drift.AddAsync("shop", [NewShoe with { Value = "platinum" }], None);

        var row = Assert.Single(await RowsAsync("sources", "shop"));

        var clear = string.Join(' ', row.Select(p => p.Value).Select(v => v is byte[] bytes ? Encoding.Latin1.GetString(bytes) : $"{v}"));
        Assert.Contains("shoe.size", clear, StringComparison.Ordinal);
        Assert.DoesNotContain("platinum", clear, StringComparison.Ordinal);
        Assert.DoesNotContain("change-1", clear, StringComparison.Ordinal);
    }
}
