using ServerlessCdi.Core.Identity.Matching;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Tests.Storage.Adapters;

public abstract partial class AdapterContract
{
    private const string Sound = "name-year:kovac|1984";
    private const string Place = "postcode-name:SW1A 1AA|k'o#";

    [Fact]
    public async Task A_published_person_is_found_under_each_key_and_under_no_other()
    {
        var (first, second) = (People.NewId(), People.NewId());
        await Store.Candidates.PublishAsync(first, [Sound, Place], [], None);
        await Store.Candidates.PublishAsync(second, [Sound, Sound], [], None);

        var found = await Store.Candidates.FindAsync([Place, "nobody", Sound], 10, None);

        Assert.Equal([Place, "nobody", Sound], found.Select(p => p.Key));
        Assert.Equal([first], found[0].Persons);
        Assert.Empty(found[1].Persons);
        Assert.Equal([first, second], found[2].Persons.Order());
        Assert.All(found, p => Assert.False(p.IsCapped));
    }

    [Fact]
    public async Task What_is_gone_is_no_longer_found_and_what_is_published_again_stays()
    {
        var (leaving, staying) = (People.NewId(), People.NewId());
        await Store.Candidates.PublishAsync(leaving, [Sound, Place], [], None);
        await Store.Candidates.PublishAsync(staying, [Sound], [], None);

        await Store.Candidates.PublishAsync(leaving, [Place], [Sound, Place, "never"], None);

        var found = await Store.Candidates.FindAsync([Sound, Place], 10, None);
        Assert.Equal([staying], found[0].Persons);
        Assert.Equal([leaving], found[1].Persons);
    }

    [Fact]
    public async Task Many_persons_published_together_are_found_as_those_published_alone()
    {
        var persons = Enumerable.Range(0, 150).Select(_ => People.NewId()).ToList();
        await Store.Candidates.PublishAsync([.. persons.Select((p, i) => new CandidateEntry(p, [Sound, $"day:{i % 2}", Sound]))], None);

        var found = await Store.Candidates.FindAsync([Sound, "day:1"], 200, None);

        Assert.Equal(persons.Order(), found[0].Persons.Order());
        Assert.Equal(persons.Where((_, i) => i % 2 == 1).Order(), found[1].Persons.Order());
    }

    [Fact]
    public async Task A_key_of_more_persons_than_the_cap_says_so()
    {
        foreach (var person in Enumerable.Range(0, 4).Select(_ => People.NewId()))
        {
            await Store.Candidates.PublishAsync(person, [Sound], [], None);
        }

        var atCap = (await Store.Candidates.FindAsync([Sound], 4, None))[0];
        var above = (await Store.Candidates.FindAsync([Sound], 3, None))[0];

        Assert.Equal((4, false), (atCap.Persons.Count, atCap.IsCapped));
        Assert.Equal((3, true), (above.Persons.Count, above.IsCapped));
    }

    [Fact]
    public async Task A_row_of_a_candidate_shows_nothing_of_its_key()
    {
        var person = People.NewId();
        await Store.Candidates.PublishAsync(person, [Sound], [], None);

        var rows = await ListAsync(Store.Table("candidates").QueryAsync<Azure.Data.Tables.TableEntity>());

        var row = Assert.Single(rows);
        Assert.Matches($"^[0-9a-f]{{32}}\\|{person}$", row.RowKey);
        Assert.Equal(row.RowKey[..1], row.PartitionKey);
    }

    [Fact]
    public async Task Counts_of_terms_grow_and_lose_nothing_to_others_who_count_at_once()
    {
        var (name, all) = (new MatchTerm("lastName", "kovac"), ITermStore.Everybody);
        var counts = new Dictionary<MatchTerm, long> { [name] = 2, [all] = 3, [new("city", "kovac")] = 1 };

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Store.Terms.AddAsync(counts, None)));

        Assert.Equal([10, 15, 5, 0], await Store.Terms.ReadAsync([name, all, new("city", "kovac"), new("lastName", "novak")], None));
    }

    [Fact]
    public async Task A_mark_is_kept_with_the_person_and_never_reaches_one_who_changed_meanwhile()
    {
        var id = People.NewId();
        var before = await Store.Profiles.SaveAsync(id, People.Change("first"));
        var record = before.Profile.Records.Keys.Single();

        var marked = await Store.Profiles.SaveMarkAsync(before, record, new("features", [Sound, Place]), None);
        var late = await Store.Profiles.SaveMarkAsync(before, record, new("others", []), None);

        Assert.Equal((CommitStatus.Committed, CommitStatus.Conflict), (marked.Status, late.Status));
        var stored = await Store.Profiles.LoadAsync(id, None);
        Assert.Equal(before.Profile.Version, stored!.Profile.Version);
        Assert.Equal(("features", 2), (stored.Profile.Marks[record].Features, stored.Profile.Marks[record].Keys.Count));
        var next = People.After(stored with { Handle = marked.Handle! }, stored.Profile, People.Change("second", 1));
        Assert.Equal(CommitStatus.Committed, (await Store.Profiles.CommitAsync(next, None)).Status);
    }
}
