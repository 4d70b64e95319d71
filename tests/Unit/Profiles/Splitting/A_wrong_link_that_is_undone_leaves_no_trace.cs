using ServerlessCdi.Core.Profiles;

namespace ServerlessCdi.Tests.Unit.Profiles.Splitting;

/// <summary>The law of taking apart: when every wrong link is undone, all is as in a world that never made one.</summary>
public sealed class A_wrong_link_that_is_undone_leaves_no_trace
{
    private const int Histories = 10_000;

    [Fact]
    public void In_ten_thousand_histories_of_links_updates_deletions_deals_and_echoes()
    {
        var splits = 0;
        var different = new List<int>();
        Parallel.For(1, Histories + 1, seed =>
        {
            var worlds = new TwoWorlds(seed);
            worlds.Run();
            Interlocked.Add(ref splits, worlds.Splits);
            if (!TwoWorlds.Text(worlds.Shadow).SequenceEqual(TwoWorlds.Text(worlds.Real)) || worlds.Real.Ids.Any(id => worlds.Real.Follow(id).Status != ProfileStatus.Active))
            {
                lock (different)
                {
                    different.Add(seed);
                }
            }
        });
        Assert.True(splits > Histories, $"Only {splits} persons were taken apart.");
        Assert.True(different.Count == 0, $"Different in {different.Count} histories: {string.Join(", ", different.Order().Take(20))}");
    }
}
