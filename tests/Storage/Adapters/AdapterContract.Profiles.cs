using Azure;
using Azure.Data.Tables;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Tests.Storage.Adapters;

public abstract partial class AdapterContract
{
    [Fact]
    public async Task What_was_committed_is_loaded_byte_for_byte()
    {
        var id = People.NewId();
        var first = People.First(id, People.Change("a"), People.Change("b", 5, source: "shop", key: "šop/1"));

        var committed = await Store.Profiles.CommitAsync(first, None);
        var loaded = await Store.Profiles.LoadAsync(id, None);
        var second = People.Next(loaded!, People.Change("c", 9) with { Kind = ChangeKind.Delete, Privacy = true });
        await Store.Profiles.CommitAsync(second, None);
        var later = await Store.Profiles.LoadAsync(id, None);

        Assert.Equal(CommitStatus.Committed, committed.Status);
        Assert.Equal(People.Text(first.Next), People.Text(loaded!.Profile));
        Assert.Equal(People.Text(second.Next), People.Text(later!.Profile));
    }

    [Fact]
    public async Task The_handle_of_a_commit_writes_the_next_state_without_a_load()
    {
        var id = People.NewId();
        var first = People.First(id, People.Change("a"));
        var handle = (await Store.Profiles.CommitAsync(first, None)).Handle!;

        var next = People.Next(new StoredProfile(first.Next, handle), People.Change("b", 1));
        var result = await Store.Profiles.CommitAsync(next, None);

        Assert.Equal(CommitStatus.Committed, result.Status);
        Assert.Equal(People.Text(next.Next), People.Text((await Store.Profiles.LoadAsync(id, None))!.Profile));
    }

    [Fact]
    public async Task The_golden_profile_alone_is_one_point_read()
    {
        var id = People.NewId();
        var saved = await Store.Profiles.SaveAsync(id, People.Change("a"));
        var before = Store.Totals;

        var golden = await Store.Profiles.LoadGoldenAsync(id, None);

        Assert.Equal(before.TableReads + 1, Store.Totals.TableReads);
        Assert.Empty(golden!.Profile.Records);
        Assert.Equal(saved.Profile.Golden.Fields["firstName"], golden.Profile.Golden.Fields["firstName"]);
        Assert.Null(await Store.Profiles.LoadGoldenAsync(People.NewId(), None));
    }

    [Fact]
    public async Task A_person_with_a_timeline_is_one_read_and_one_write()
    {
        var id = People.NewId();
        await Store.Profiles.SaveAsync(id, [.. Enumerable.Range(0, 50).Select(i => People.Change($"e{i}", i))]);
        var before = Store.Totals;

        var stored = await Store.Profiles.LoadAsync(id, None);
        await Store.Profiles.CommitAsync(People.Next(stored!, People.Change("next", 99)), None);

        Assert.Equal((before.TableReads + 1, before.TableWrites + 1), (Store.Totals.TableReads, Store.Totals.TableWrites));
    }

    [Fact]
    public async Task A_commit_on_an_older_state_is_a_conflict_and_changes_nothing()
    {
        var id = People.NewId();
        var old = await Store.Profiles.SaveAsync(id, People.Change("a"));
        var current = await Store.Profiles.SaveAsync(id, People.Change("b", 1));

        var result = await Store.Profiles.CommitAsync(People.Next(old, People.Change("c", 2)), None);

        Assert.Equal(CommitStatus.Conflict, result.Status);
        Assert.Equal(People.Text(current.Profile), People.Text((await Store.Profiles.LoadAsync(id, None))!.Profile));
        Assert.Equal(["b", "a"], await Store.Profiles.TimelineIdsAsync(id));
    }

    [Fact]
    public async Task Of_two_first_commits_of_one_person_one_is_a_conflict()
    {
        var id = People.NewId();

        var results = await Task.WhenAll(
            Store.Profiles.CommitAsync(People.First(id, People.Change("a")), None),
            Store.Profiles.CommitAsync(People.First(id, People.Change("b")), None));

        Assert.Equal([CommitStatus.Committed, CommitStatus.Conflict], results.Select(r => r.Status).Order());
    }

    [Fact]
    public async Task Changes_that_were_there_already_are_all_named_and_nothing_is_written()
    {
        var id = People.NewId();
        var stored = await Store.Profiles.SaveAsync(id, People.Change("a"), People.Change("c", 2));

        var result = await Store.Profiles.CommitAsync(
            People.Next(stored, People.Change("new", 7), People.Change("a"), People.Change("b", 1), People.Change("c", 2)), None);

        Assert.Equal(CommitStatus.Duplicates, result.Status);
        Assert.Equal([1, 3], result.Duplicates);
        Assert.Equal(["c", "a"], await Store.Profiles.TimelineIdsAsync(id));
        Assert.Equal(1, (await Store.Profiles.LoadAsync(id, None))!.Profile.Version);
    }

    [Fact]
    public async Task A_change_without_a_time_of_its_own_is_known_again_under_another_time()
    {
        var id = People.NewId();
        var stored = await Store.Profiles.SaveAsync(id, People.Change("a", 1) with { TimeIsReceipt = true });

        var again = await Store.Profiles.CommitAsync(People.Next(stored, People.Change("a", 5) with { TimeIsReceipt = true }), None);
        var timed = await Store.Profiles.CommitAsync(People.Next(stored, People.Change("b", 5)), None);

        Assert.Equal([0], again.Duplicates);
        Assert.Equal(CommitStatus.Committed, timed.Status);
    }

    [Fact]
    public async Task A_change_twice_in_one_commit_is_named_as_a_duplicate()
    {
        var commit = People.First(People.NewId(), People.Change("a"), People.Change("b"), People.Change("a"));

        var result = await Store.Profiles.CommitAsync(commit, None);

        Assert.Equal([2], result.Duplicates);
    }

    [Fact]
    public async Task A_timeline_that_is_copied_may_be_there_in_part()
    {
        var id = People.NewId();
        var stored = await Store.Profiles.SaveAsync(id, People.Change("a"));

        var result = await Store.Profiles.CommitAsync(
            People.Next(stored, People.Change("a"), People.Change("b", 1)) with { TimelineMayExist = true }, None);

        Assert.Equal(CommitStatus.Committed, result.Status);
        Assert.Equal(["b", "a"], await Store.Profiles.TimelineIdsAsync(id));
    }

    [Fact]
    public async Task The_timeline_is_newest_first_whoever_gave_the_time()
    {
        var id = People.NewId();
        var whole = People.Change("event", 3) with { Event = new("order", FieldValue.Text("x")), Kind = ChangeKind.Event };
        await Store.Profiles.SaveAsync(
            id, People.Change("1", 1), People.Change("4", 4) with { TimeIsReceipt = true }, whole, People.Change("0", 0) with { TimeIsReceipt = true }, People.Change("5", 5));

        var timeline = await ListAsync(Store.Profiles.TimelineAsync(id, None));

        Assert.Equal(["5", "4", "event", "1", "0"], timeline.Select(c => c.Id));
        Assert.Equal(whole.Event, timeline[2].Event);
    }

    [Fact]
    public async Task A_purge_takes_the_records_entries_up_to_the_time_and_no_others()
    {
        var id = People.NewId();
        await Store.Profiles.SaveAsync(
            id,
            People.Change("before", 1),
            People.Change("at", 2),
            People.Change("after", 3),
            People.Change("other", 1, key: "43"),
            People.Change("received before", 1) with { TimeIsReceipt = true },
            People.Change("received after", 4) with { TimeIsReceipt = true },
            People.Change("deletion", 2));

        await Store.Profiles.PurgeTimelineAsync(id, People.Change("deletion", 2), None);

        Assert.Equal(["received after", "after", "deletion", "other"], await Store.Profiles.TimelineIdsAsync(id));
    }

    [Fact]
    public async Task Clearing_a_merged_person_leaves_the_redirect_and_what_was_told()
    {
        var (id, survivor) = (People.NewId(), People.NewId());
        var stored = await Store.Profiles.SaveAsync(id, People.Change("a"), People.Change("b") with { TimeIsReceipt = true });
        await Store.Profiles.SaveSentAsync(id, new("crm-back", "h", 1, People.Noon, [], DeliveryOutcome.Sent), None);
        var merging = stored.Profile.Merging(survivor);
        var handle = (await Store.Profiles.CommitAsync(new(stored.Handle, stored.Profile, merging, [], []), None)).Handle;
        await Store.Profiles.CommitAsync(new(handle, merging, merging.Merged(), [], []), None);

        await Store.Profiles.ClearAsync(id, None);

        var left = await Store.Profiles.LoadAsync(id, None);
        Assert.Equal((ProfileStatus.Merged, (ProfileId?)survivor), (left!.Profile.Status, left.Profile.MergedInto));
        Assert.Equal(["profile", "sent|crm-back"], (await RowsAsync("profiles", id.ToString())).Select(r => r.RowKey));
    }

    [Fact]
    public async Task The_largest_commit_fits_one_transaction_and_every_identifier_gets_its_row()
    {
        var id = People.NewId();
        var changes = Enumerable.Range(0, IProfileStore.MaxTimelinePerCommit).Select(i => People.Change($"c{i}", i, key: $"{i % IProfileStore.MaxRecordsPerCommit}") with
        {
            TimeIsReceipt = i % 2 == 0,
            Identifiers = [.. Enumerable.Range(0, 3).Select(n => new Identifier(Identifier.DeviceId, $"{i}-{n}"))],
        }).ToArray();
        var commit = People.First(id, changes);

        var result = await Store.Profiles.CommitAsync(commit, None);

        Assert.Equal(CommitStatus.Committed, result.Status);
        Assert.Equal(People.Text(commit.Next), People.Text((await Store.Profiles.LoadAsync(id, None))!.Profile));
        Assert.Equal(190, (await RowsAsync("profiles", id.ToString())).Count(r => r.RowKey.StartsWith("id|", StringComparison.Ordinal)));
        Assert.Equal(60, (await Store.Profiles.TimelineIdsAsync(id)).Count);
    }

    [Fact]
    public async Task A_commit_of_more_than_a_transaction_holds_says_so()
    {
        var commit = People.First(People.NewId(), [.. Enumerable.Range(0, 99).Select(i => People.Change($"c{i}", i))]);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Store.Profiles.CommitAsync(commit, None));

        Assert.Contains("99 timeline entries", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Identifier_and_consent_rows_follow_the_golden_profile()
    {
        var id = People.NewId();
        var stored = await Store.Profiles.SaveAsync(id, People.Change("a"));
        var with = (await RowsAsync("profiles", id.ToString())).Select(r => r.RowKey).ToList();
        var purge = People.Change("b", 1) with { Kind = ChangeKind.Delete, Privacy = true, Identifiers = [], Consents = [], Fields = [] };

        await Store.Profiles.CommitAsync(People.Next(stored, purge), None);

        var without = (await RowsAsync("profiles", id.ToString())).Select(r => r.RowKey).ToList();
        Assert.Single(with, r => r.StartsWith("id|email|", StringComparison.Ordinal));
        Assert.Contains("consent|marketing|email", with);
        Assert.DoesNotContain(without, r => r.StartsWith("id|email|", StringComparison.Ordinal) || r.StartsWith("consent|", StringComparison.Ordinal));
        Assert.Single(without, r => r.StartsWith("id|external:crm:contact|", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_row_that_should_go_and_is_gone_is_no_obstacle()
    {
        var id = People.NewId();
        var stored = await Store.Profiles.SaveAsync(id, People.Change("a"));
        await Store.Table("profiles").DeleteEntityAsync(id.ToString(), "consent|marketing|email", ETag.All);
        var purge = People.Change("b", 1) with { Kind = ChangeKind.Delete, Privacy = true, Identifiers = [], Consents = [], Fields = [] };

        var result = await Store.Profiles.CommitAsync(People.Next(stored, purge), None);

        Assert.Equal(CommitStatus.Committed, result.Status);
        Assert.Equal(2, (await Store.Profiles.LoadAsync(id, None))!.Profile.Version);
    }

    [Fact]
    public async Task A_value_larger_than_a_property_is_spread_over_several()
    {
        var id = People.NewId();
        var large = Convert.ToBase64String(Noise(220_000));
        var stored = await Store.Profiles.SaveAsync(id, People.Change("a") with { Fields = [new("notes", FieldValue.Text(large))] });

        var row = (await RowsAsync("profiles", id.ToString())).Single(r => r.RowKey == "profile");

        Assert.Equal(large, stored.Profile.Golden.Fields["notes"].Value.AsText());
        Assert.True(row.ContainsKey("d3"));
    }

    [Fact]
    public async Task What_fits_no_row_is_refused_as_too_large()
    {
        var huge = People.Change("a") with { Fields = [new("notes", FieldValue.Text(Convert.ToBase64String(Noise(1_500_000))))] };

        await Assert.ThrowsAsync<TooLargeException>(() => Store.Profiles.CommitAsync(People.First(People.NewId(), huge), None));
    }

    [Fact]
    public async Task Entries_that_only_together_pass_a_transaction_are_refused_without_naming_one()
    {
        var changes = Enumerable.Range(0, 20).Select(i => People.Change($"c{i}", i) with { Event = new("seen", FieldValue.Text(Convert.ToBase64String(Noise(150_000)))) });

        var error = await Assert.ThrowsAsync<TooLargeException>(() => Store.Profiles.CommitAsync(People.First(People.NewId(), [.. changes]), None));

        Assert.Empty(error.Indexes);
    }

    [Fact]
    public async Task What_a_destination_was_told_is_kept()
    {
        var id = People.NewId();
        await Store.Profiles.SaveAsync(id, People.Change("a"));
        var sent = new SentState("crm-back", "abc", 7, People.Noon, ["e1", "e2"], DeliveryOutcome.Withheld, "consent:marketing");

        await Store.Profiles.SaveSentAsync(id, sent, None);
        await using var other = Store.AnotherInstance();
        var loaded = await other.Profiles.LoadSentAsync(id, "crm-back", None);

        Assert.Equal(sent.Echoes, loaded!.Echoes);
        Assert.Equal(sent, loaded with { Echoes = sent.Echoes });
        Assert.Null(await Store.Profiles.LoadSentAsync(id, "elsewhere", None));
    }

    [Fact]
    public async Task An_erased_person_has_no_key_and_only_the_fact_of_having_been_told_remains()
    {
        var id = People.NewId();
        var stored = await Store.Profiles.SaveAsync(id, People.Change("a"));
        await Store.Profiles.SaveSentAsync(id, new("crm-back", "abc", 1, People.Noon, ["e"], DeliveryOutcome.Sent, "because"), None);
        var erased = new Profile(id, ProfileStatus.Erased, null, 2, new Dictionary<RecordKey, SourceRecord>(), Golden.Empty);

        await Store.Profiles.CommitAsync(new(stored.Handle, stored.Profile, erased, [], []), None);

        await using var other = Store.AnotherInstance();
        var left = await other.Profiles.LoadAsync(id, None);
        var sent = await other.Profiles.LoadSentAsync(id, "crm-back", None);
        Assert.Equal(ProfileStatus.Erased, left!.Profile.Status);
        Assert.Empty(left.Profile.Records);
        Assert.False((await RowsAsync("profiles", id.ToString())).Single(r => r.RowKey == "profile").ContainsKey("k"));
        Assert.Empty(await other.Profiles.TimelineIdsAsync(id));
        Assert.Equal(("forgotten", 1L, (string?)null), (sent!.Hash, sent.Version, sent.Reason));
    }

    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(7).NextBytes(bytes);
        return bytes;
    }
}
