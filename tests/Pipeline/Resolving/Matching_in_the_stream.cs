using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Identity.Links;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Configuration;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Pipeline.Resolve;
using ServerlessCdi.Pipeline.Resolve.Matching;
using ServerlessCdi.Tests.Pipeline.Rigging;

namespace ServerlessCdi.Tests.Pipeline.Resolving;

public sealed class Matching_in_the_stream
{
    private static CancellationToken None => CancellationToken.None;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Alike_records_become_one_person_in_whichever_order_they_come(bool reversed)
    {
        await using var rig = await Rig.StartAsync(Alike.Setup);
        var instance = await rig.InstanceAsync();
        Change[] changes = [Alike.Ada, Alike.Bo, Alike.Adah, Alike.AdaAgain];

        await instance.OneByOneAsync(reversed ? changes.Reverse() : changes);

        Assert.Equal(["crm/1 mail/5 shop/9", "mail/7"], await Alike.GroupsAsync(instance, changes));
        var links = (await instance.PersonAsync(Changes.Crm, "1")).Ties.Links.Values;
        Assert.Equal(2, links.Count());
        Assert.All(links, l => Assert.Equal((IdentityLinkKind.Match, true), (l.Kind, l.Score is not null)));
    }

    [Fact]
    public async Task Without_the_policy_nobody_is_looked_for()
    {
        await using var rig = await Rig.StartAsync(new Setup());
        var instance = await rig.InstanceAsync();

        await instance.OneByOneAsync(Alike.Ada, Alike.Adah);

        Assert.Equal(["crm/1", "shop/9"], await Alike.GroupsAsync(instance, Alike.Ada, Alike.Adah));
        Assert.Equal(0, instance.Candidates.Calls);
        Assert.Empty((await instance.PersonAsync(Changes.Crm, "1")).Marks);
    }

    [Fact]
    public async Task Who_was_there_before_the_policy_is_matched_when_the_same_changes_come_again()
    {
        await using var rig = await Rig.StartAsync(Alike.Setup with { Matching = null });
        await (await rig.InstanceAsync()).OneByOneAsync(Alike.Ada, Alike.Adah);
        rig.Setup = Alike.Setup;
        var instance = await rig.InstanceAsync();

        await instance.OneByOneAsync(Alike.Ada, Alike.Adah);

        Assert.Equal(["crm/1 shop/9"], await Alike.GroupsAsync(instance, Alike.Ada, Alike.Adah));
    }

    [Fact]
    public async Task What_comes_again_unchanged_is_not_looked_up_again_by_any_instance()
    {
        await using var rig = await Rig.StartAsync(Alike.Setup);
        var first = await rig.InstanceAsync();
        await first.OneByOneAsync(Alike.Ada, Alike.Adah);
        var calls = first.Candidates.Calls;

        await first.OneByOneAsync(Alike.Ada, Alike.Adah, Alike.Ada with { Id = "news", Fields = [new("favourite", FieldValue.Text("blue"))] });
        var second = await rig.InstanceAsync();
        await second.OneByOneAsync(Alike.Adah, Alike.Ada);

        Assert.Equal((calls, 0), (first.Candidates.Calls, second.Candidates.Calls));
    }

    [Fact]
    public async Task A_doubtful_pair_is_asked_once_and_stays_two()
    {
        await using var rig = await Rig.StartAsync(Alike.Doubting);
        var instance = await rig.InstanceAsync();

        await instance.OneByOneAsync(Alike.Ada, Alike.Adah, Alike.Ada with { Id = "moved", OccurredAt = Changes.At(9), Fields = [new("city", FieldValue.Text("Bath"))] });

        Assert.Equal(["crm/1", "shop/9"], await Alike.GroupsAsync(instance, Alike.Ada, Alike.Adah));
        var review = Assert.Single(await instance.OpenReviewsAsync());
        Assert.Equal(ReviewKind.Pair, review.Kind);
        Assert.Equal(["crm", "shop"], new[] { review.LeftRecord.Source, review.RightRecord.Source }.Order());
    }

    [Fact]
    public async Task A_pair_that_a_steward_keeps_apart_is_never_tied_or_asked_again()
    {
        await using var rig = await Rig.StartAsync(Alike.Setup);
        var instance = await rig.InstanceAsync();
        var (ada, adah) = (new RecordKey(Changes.Crm, "contact", "1"), new RecordKey(Changes.Shop, "contact", "9"));
        await instance.OneByOneAsync(Alike.Ada);
        await instance.OneByOneAsync(Alike.Adah with { Fields = [] });
        await instance.Get<PersonDesk>().SeparateAsync(Separation.Of([ada], [adah], SeparationKind.Rejected, Changes.At(3), "steward"), None);

        await instance.OneByOneAsync(Alike.Adah with { Id = "all" }, Alike.Ada with { Id = "again", OccurredAt = Changes.At(8), Fields = [new("city", FieldValue.Text("Bath"))] });

        Assert.Equal(["crm/1", "shop/9"], await Alike.GroupsAsync(instance, Alike.Ada, Alike.Adah));
        Assert.Empty(await instance.OpenReviewsAsync());
    }

    [Fact]
    public async Task A_deleted_record_is_not_found_any_more()
    {
        await using var rig = await Rig.StartAsync(Alike.Setup);
        var instance = await rig.InstanceAsync();
        await instance.OneByOneAsync(Alike.Ada, Changes.Of(Changes.Crm, "1", "gone", 8).Deleted(privacy: true));

        await instance.OneByOneAsync(Alike.Adah);

        Assert.Equal(["crm/1", "shop/9"], await Alike.GroupsAsync(instance, Alike.Ada, Alike.Adah));
        Assert.Equal(0, instance.Matched.Loads);
        Assert.Empty((await instance.PersonAsync(Changes.Crm, "1")).Marks.Values.SelectMany(m => m.Keys));
    }

    [Fact]
    public async Task Merges_that_run_away_stop_at_the_limit_and_wait_for_a_steward()
    {
        await using var rig = await Rig.StartAsync(Alike.Setup with { Matching = MatchingPolicy.Default with { MergesAnHour = 2 } });
        var instance = await rig.InstanceAsync();
        var clones = Enumerable.Range(0, 4).Select(i => Alike.Ada with { Id = $"c{i}", Record = new("contact", $"c{i}") }).ToList();

        await instance.OneByOneAsync(clones);

        Assert.Equal(2, (await Alike.GroupsAsync(instance, clones)).Count);
        Assert.Equal(ReviewKind.Limit, Assert.Single(await instance.OpenReviewsAsync()).Kind);
        Assert.Equal(1, instance.Matched.Total(MatchEnd.Limit));

        rig.Time.Advance(TimeSpan.FromHours(2));
        await instance.OneByOneAsync(Alike.Ada with { Id = "late", Record = new("contact", "late") });

        Assert.Equal(["crm/c0 crm/c1 crm/c2 crm/late"], (await Alike.GroupsAsync(instance, [.. clones.Take(3), Alike.Ada with { Record = new("contact", "late") }])));
    }

    [Fact]
    public async Task A_key_that_too_many_share_is_counted_and_not_followed()
    {
        await using var rig = await Rig.StartAsync(Alike.Doubting with { Matching = Alike.Doubting.Matching! with { PostingCap = 2 } });
        var instance = await rig.InstanceAsync();
        var clones = Enumerable.Range(0, 4).Select(i => Alike.Ada with { Id = $"c{i}", Record = new("contact", $"c{i}") }).ToList();

        await instance.OneByOneAsync(clones.Take(3));
        var loads = instance.Matched.Loads;
        await instance.OneByOneAsync(clones[3]);

        Assert.True(instance.Matched.Capped > 0);
        Assert.Equal(loads, instance.Matched.Loads);
    }

    [Fact]
    public async Task The_destination_hears_of_the_survivor_of_a_match()
    {
        await using var rig = await Rig.StartAsync(Alike.Setup with { Destinations = [Setup.Destination("warehouse")] });
        rig.Http.Answer("warehouse", 200);
        var instance = await rig.InstanceAsync();
        await instance.OneByOneAsync(Alike.Ada);
        await instance.PokeAsync("warehouse");

        await instance.OneByOneAsync(Alike.Adah);

        var survivor = await instance.PersonAsync(Changes.Shop, "9");
        Assert.Contains(await instance.RowsAsync("warehouse"), r => r.Profile == survivor.Id);
    }

    [Fact]
    public async Task An_address_that_leads_to_somebody_whom_the_record_contradicts_is_asked_about()
    {
        await using var rig = await Rig.StartAsync(Alike.Setup with { TieCheck = new MatchTieCheck(MatchingPolicy.Default) });
        var instance = await rig.InstanceAsync();
        var (ada, bo) = (Alike.Ada.Email("home@example.com"), Alike.Bo.Email("home@example.com"));

        await instance.OneByOneAsync(ada, bo, bo);

        Assert.Equal(["crm/1", "mail/7"], await Alike.GroupsAsync(instance, ada, bo));
        Assert.Equal(ReviewKind.Contradiction, Assert.Single(await instance.OpenReviewsAsync()).Kind);
    }
}
