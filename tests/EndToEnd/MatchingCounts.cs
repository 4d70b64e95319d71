using Microsoft.Extensions.Logging.Abstractions;
using ServerlessCdi.Functions.Api;
using ServerlessCdi.Pipeline.Resolve;
using ServerlessCdi.Pipeline.Resolve.Matching;

namespace ServerlessCdi.Tests.EndToEnd;

/// <summary>What <c>/api/stats</c> says of who is who.</summary>
public sealed class MatchingCounts
{
    [Fact]
    public void Say_how_records_ended_and_what_it_took()
    {
        using var identity = new IdentityMeter();
        using var matching = new MatchMeter(NullLogger<MatchMeter>.Instance);
        matching.LookedUp(13, 2);
        matching.Loaded(5);
        matching.Ended(MatchEnd.Tied);
        matching.Ended(MatchEnd.Tied);
        matching.Ended(MatchEnd.Limit);
        identity.Shared("email");

        var totals = new IdentityTotalsReader(identity, matching).Read();

        Assert.Equal((13, 5, 2), (totals.Matching.LookUps, totals.Matching.Loaded, totals.Matching.Capped));
        Assert.Equal((2, 1, 0), (totals.Matching.Decisions["Tied"], totals.Matching.Decisions["Limit"], totals.Matching.Decisions["Review"]));
        Assert.Equal(1, totals.Shared);
    }
}
