using Azure.Data.Tables;
using ServerlessCdi.Core.Identity.Matching;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Tests.Storage.Adapters;

public abstract partial class AdapterContract
{
    private IReviewStore Reviews => Store.Get<IReviewStore>();

    private IReviewBoard Board => Store.Get<IReviewBoard>();

    [Fact]
    public async Task A_review_opened_twice_from_either_side_is_one_with_the_newest_score()
    {
        var review = await PairAsync(1);
        await Reviews.AddAsync(review, None);
        await Reviews.AddAsync(
            review with
            {
                Left = review.Right,
                LeftRecord = review.RightRecord,
                Right = review.Left,
                RightRecord = review.LeftRecord,
                Score = Score(9),
                OpenedAt = People.Noon.AddDays(1),
            },
            None);

        var entry = Assert.Single(await OpenAsync());
        var found = (await Reviews.FindAsync(entry.Id, None))!.Review;

        Assert.Equal((9, People.Noon.AddMinutes(1), review.LeftRecord, review.RightRecord), (found.Score.Bits, found.OpenedAt, found.LeftRecord, found.RightRecord));
        Assert.Equal(Score(9).Fields, found.Score.Fields);
        Assert.Equal(1, (await Board.CountAsync(None)).Of(ReviewStatus.Open));
    }

    [Fact]
    public async Task Reviews_opened_at_once_are_all_there_and_counted_once_each()
    {
        var pairs = new List<Review>();
        for (var i = 0; i < 12; i++)
        {
            pairs.Add(await PairAsync(i));
        }

        await Task.WhenAll(pairs.Concat(pairs).Select(p => Reviews.AddAsync(p, None)));

        Assert.Equal(pairs.Select(p => p.OpenedAt), (await OpenAsync()).Select(e => e.OpenedAt));
        var counts = await Board.CountAsync(None);
        Assert.Equal([new ReviewCount(ReviewKind.Pair, ReviewStatus.Open, 12)], counts.Counts);
        Assert.Equal(People.Noon, counts.OldestOpen);
    }

    [Fact]
    public async Task One_of_two_who_decide_at_once_is_told_that_the_other_did()
    {
        var stored = await OpenedAsync(await PairAsync(1));
        var decision = new ReviewDecision("key ops", People.Noon.AddHours(1), "the words of Ada");

        var both = await Task.WhenAll(
            Reviews.TryUpdateAsync(stored with { Review = stored.Review with { Status = ReviewStatus.Rejected, Decision = decision } }, None),
            Reviews.TryUpdateAsync(stored with { Review = stored.Review with { Status = ReviewStatus.Approved, Decision = decision } }, None));

        Assert.Single(both, b => b);
        var counts = await Board.CountAsync(None);
        Assert.Equal((0, 1), (counts.Of(ReviewStatus.Open), counts.Of(ReviewStatus.Rejected) + counts.Of(ReviewStatus.Approved)));
        Assert.Null(counts.OldestOpen);
        Assert.Empty(await OpenAsync());
        Assert.Equal(decision, (await Reviews.FindAsync(stored.Review.Id, None))!.Review.Decision);
    }

    [Fact]
    public async Task What_was_decided_is_not_asked_again_and_what_had_nothing_to_decide_is()
    {
        foreach (var (status, opens) in new[] { (ReviewStatus.Rejected, 0), (ReviewStatus.Approved, 0), (ReviewStatus.PutOff, 0), (ReviewStatus.Obsolete, 1) })
        {
            var review = await PairAsync(10 + (int)status);
            var stored = await OpenedAsync(review);
            Assert.True(await Reviews.TryUpdateAsync(stored with { Review = stored.Review with { Status = status, PutOffUntil = People.Noon.AddDays(3) } }, None));

            await Reviews.AddAsync(review with { Score = Score(40) }, None);

            Assert.Equal(opens, (await OpenAsync()).Count);
        }
    }

    [Fact]
    public async Task Reviews_are_found_by_kind_assignee_and_likelihood_page_by_page()
    {
        for (var i = 0; i < 6; i++)
        {
            var stored = await OpenedAsync((await PairAsync(i)) with { Kind = i < 2 ? ReviewKind.Bridge : ReviewKind.Pair, Score = Score(i - 1.5) });
            Assert.True(await Reviews.TryUpdateAsync(stored with { Review = stored.Review with { Assignee = i % 2 == 0 ? "o'brien" : null } }, None));
        }

        Assert.Equal("0 1", await MinutesAsync(new(ReviewStatus.Open) { Kind = ReviewKind.Bridge }));
        Assert.Equal("0 2 4", await MinutesAsync(new(ReviewStatus.Open) { Assignee = "o'brien" }));
        Assert.Equal("1 3 5", await MinutesAsync(new(ReviewStatus.Open) { Assignee = "" }));
        Assert.Equal("1 2 3 4 5", await MinutesAsync(new(ReviewStatus.Open) { MinBits = -0.5 }));
        Assert.Equal("4", await MinutesAsync(new(ReviewStatus.Open) { MinBits = 2.5, Assignee = "o'brien", Kind = ReviewKind.Pair }));
        var first = await Board.ListAsync(new(ReviewStatus.Open), None).Take(4).ToListAsync();
        Assert.True(ListingCursor.TryParse(ListingCursor.Of(first[3]).ToToken(), out var after));
        Assert.Equal("4 5", await MinutesAsync(new(ReviewStatus.Open) { After = after }));
    }

    [Fact]
    public async Task Put_off_reviews_stand_in_the_order_in_which_they_come_back()
    {
        foreach (var (minute, days) in new[] { (1, 9), (2, 3), (3, 6) })
        {
            var stored = await OpenedAsync(await PairAsync(minute));
            var next = stored.Review with { Status = ReviewStatus.PutOff, PutOffUntil = People.Noon.AddDays(days) };
            Assert.True(await Reviews.TryUpdateAsync(stored with { Review = next }, None));
        }

        Assert.Equal("2 3 1", await MinutesAsync(new(ReviewStatus.PutOff)));
        var whole = await ListAsync(Reviews.ListAsync(ReviewStatus.PutOff, None));
        Assert.Equal(["left2", "left3", "left1"], whole.Select(s => s.Review.LeftRecord.Key));
    }

    [Fact]
    public async Task What_is_to_be_carried_out_is_found_until_it_is()
    {
        var stored = await OpenedAsync(await PairAsync(1));
        var pending = stored.Review with { Status = ReviewStatus.Approved, IsPending = true };
        Assert.True(await Reviews.TryUpdateAsync(stored with { Review = pending }, None));
        Assert.Equal([pending.Id], await ListAsync(Board.PendingAsync(None)));

        stored = (await Reviews.FindAsync(pending.Id, None))!;
        Assert.True(stored.Review.IsPending);
        Assert.True(await Reviews.TryUpdateAsync(stored with { Review = stored.Review with { IsPending = false } }, None));

        Assert.Empty(await ListAsync(Board.PendingAsync(None)));
        Assert.Single(await ListAsync(Board.ListAsync(new(ReviewStatus.Approved), None)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_review_of_an_erased_person_can_be_read_by_nobody_and_can_still_be_put_away(bool left)
    {
        var stored = await OpenedAsync(await PairAsync(1));
        var erased = left ? stored.Review.Left : stored.Review.Right;
        var row = (await Store.Table("profiles").GetEntityAsync<TableEntity>(erased.ToString(), "profile")).Value;
        row.Remove("k");
        await Store.Table("profiles").UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);

        stored = (await Reviews.FindAsync(stored.Review.Id, None))!;

        Assert.False(stored.Review.IsReadable);
        Assert.Equal((default(RecordKey), default(RecordKey)), (stored.Review.LeftRecord, stored.Review.RightRecord));
        Assert.Empty(stored.Review.Score.Fields);
        Assert.True(await Reviews.TryUpdateAsync(stored with { Review = stored.Review with { Status = ReviewStatus.Obsolete } }, None));
        Assert.False((await Reviews.FindAsync(stored.Review.Id, None))!.Review.IsReadable);
        Assert.Empty(await OpenAsync());
    }

    [Fact]
    public async Task Nothing_that_either_person_said_stands_in_clear()
    {
        var stored = await OpenedAsync(await PairAsync(1));
        var decision = new ReviewDecision("key ops", People.Noon, "Ada Lovelace called");
        Assert.True(await Reviews.TryUpdateAsync(stored with { Review = stored.Review with { Status = ReviewStatus.Rejected, Decision = decision } }, None));

        foreach (var row in await ListAsync(Store.Table("reviews").QueryAsync<TableEntity>()))
        {
            var clear = string.Join('\n', row.Keys.Select(k => row[k] as string));
            Assert.DoesNotContain("left", clear, StringComparison.Ordinal);
            Assert.DoesNotContain("right", clear, StringComparison.Ordinal);
            Assert.DoesNotContain("Ada", clear, StringComparison.Ordinal);
        }
    }

    private static MatchScore Score(double bits) => new(-4, [new("name", "close", bits + 3, 1)], "v1");

    /// <summary>A review of two persons who are stored, opened in the given minute after noon.</summary>
    private async Task<Review> PairAsync(int minute)
    {
        var (left, right) = (People.NewId(), People.NewId());
        await Store.Profiles.SaveAsync(left, People.Change("c", 0, "crm", $"left{minute}"));
        await Store.Profiles.SaveAsync(right, People.Change("c", 0, "shop", $"right{minute}"));
        return new("", ReviewKind.Pair, left, new("crm", "contact", $"left{minute}"), right, new("shop", "contact", $"right{minute}"), Score(5), People.Noon.AddMinutes(minute));
    }

    private async Task<StoredReview> OpenedAsync(Review review)
    {
        await Reviews.AddAsync(review, None);
        foreach (var entry in await OpenAsync())
        {
            if (entry.Left == review.Left)
            {
                return Assert.IsType<StoredReview>(await Reviews.FindAsync(entry.Id, None));
            }
        }

        throw new InvalidOperationException("The review was not opened.");
    }

    private Task<List<ReviewEntry>> OpenAsync() => ListAsync(Board.ListAsync(new(ReviewStatus.Open), None));

    private async Task<string> MinutesAsync(ReviewFilter filter) =>
        string.Join(' ', (await ListAsync(Board.ListAsync(filter, None))).Select(e => (int)(e.OpenedAt - People.Noon).TotalMinutes));
}
