using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Consent;
using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Identity.Links;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Resolve;
using ServerlessCdi.Tests.Pipeline.Rigging;

namespace ServerlessCdi.Tests.Pipeline.Resolving;

/// <summary>The law of taking apart, on real stores: when every wrong tie is undone, all is as where none was ever made.</summary>
public sealed class Wrong_ties_that_are_undone
{
    private const int People = 4;
    private const int Steps = 16;

    /// <summary>24 histories; CDI_PROPERTY_CASES asks for a longer run.</summary>
    private static readonly int Cases = int.TryParse(Environment.GetEnvironmentVariable("CDI_PROPERTY_CASES"), out var cases) ? cases : 24;

    [Fact]
    public async Task Leave_no_trace_in_the_stores()
    {
        await using var rig = await Rig.StartAsync();
        var splits = 0;
        for (var seed = 1; seed <= Cases; seed++)
        {
            var area = rig.NewArea();
            var history = new History(rig, seed, await rig.InstanceAsync(area), await rig.InstanceAsync(rig.NewArea()));
            await history.RunAsync();
            await Persons.AssertNothingHalfDoneAsync(history.Real, area);
            var (never, undone) = (await Persons.AllAsync(history.Shadow, history.Said), await Persons.AllAsync(history.Real, history.Said));
            Assert.Equal($"history {seed}\n{string.Join("\n\n", never)}", $"history {seed}\n{string.Join("\n\n", undone)}");
            splits += history.Splits;
        }

        Assert.True(splits > Cases, $"Only {splits} persons were taken apart.");
    }

    /// <param name="real">Where people are tied wrongly now and then.</param>
    /// <param name="shadow">Where they never are; it only hears what may not be one person.</param>
    private sealed class History(Rig rig, int seed, Instance real, Instance shadow)
    {
        private readonly Random _random = new(seed);
        private readonly HashSet<(int Left, int Right)> _wrong = [];
        private int _said;

        public Instance Real => real;

        public Instance Shadow => shadow;

        public List<Change> Said { get; } = [];

        public int Splits { get; private set; }

        public async Task RunAsync()
        {
            for (var person = 0; person < People; person++)
            {
                await SayAsync(Contact(Changes.Crm, person).Field("firstName", $"name {person}"));
            }

            for (var step = 0; step < Steps; step++)
            {
                await NextAsync(_random.Next(People));
            }

            foreach (var (left, right) in _wrong.Order().ToList())
            {
                await UndoAsync(left, right);
            }

            for (var person = 0; person < People; person++)
            {
                await TakeOutAsync(person);
            }
        }

        private async Task NextAsync(int person)
        {
            switch (_random.Next(12))
            {
                case 0 or 1 or 2:
                    await TieAsync(person, _random.Next(People));
                    break;
                case 3 when _wrong.Count > 0:
                    var (left, right) = _wrong.Order().ElementAt(_random.Next(_wrong.Count));
                    await UndoAsync(left, right);
                    break;
                case 4:
                    await SayAsync(Contact(Changes.Shop, person).Deleted(privacy: _random.Next(2) == 0));
                    break;
                case 5 or 6:
                    var deal = Next(Changes.Hanging(Changes.Crm, "deal", $"{_random.Next(3)}", "")).Field("stage", $"stage {_said}");
                    await SayAsync(_random.Next(3) == 0 ? deal : deal.Contact(Changes.Crm, $"{person}").Consent(ConsentState.Denied));
                    break;
                case 7:
                    await SayAsync(Contact(Changes.Mail, person).Happened("seen"));
                    break;
                default:
                    var change = Contact(Changes.Sources[_random.Next(3)], person).Field("city", $"city {_said}");
                    await SayAsync(_random.Next(3) == 0 ? change.Consent(ConsentState.Granted) : change.Field("firstName", $"name {_said}"));
                    break;
            }
        }

        private async Task TieAsync(int one, int other)
        {
            var (left, right) = (Math.Min(one, other), Math.Max(one, other));
            if (left != right && (await real.Get<PersonDesk>().TieAsync(LinkOf(left, right), liftSeparations: false, CancellationToken.None)).Outcome != TieOutcome.Separated)
            {
                _wrong.Add((left, right));
            }
        }

        private async Task UndoAsync(int left, int right)
        {
            _wrong.Remove((left, right));
            var person = await real.PersonAsync(Changes.Crm, $"{left}");
            var undone = await real.UnmergeAsync(person.Id, LinkOf(left, right).Id);
            if (undone.Outcome == UnmergeOutcome.StillTied)
            {
                await TakeOutAsync(right);
            }
            else if (undone.Outcome == UnmergeOutcome.Split)
            {
                await NoteAsync(undone);
            }
        }

        /// <summary>By records: what else ties them is another wrong tie, or nothing any more.</summary>
        private async Task TakeOutAsync(int person)
        {
            var whole = await real.PersonAsync(Changes.Crm, $"{person}");
            var own = whole.Records.Keys.Where(r => r.IsPerson && r.Key == $"{person}").ToList();
            var undone = await real.Get<PersonDesk>().UnmergeAsync(whole.Id, new("steward", null) { Records = own }, CancellationToken.None);
            if (undone.Outcome == UnmergeOutcome.Split)
            {
                await NoteAsync(undone);
            }
        }

        private async Task NoteAsync(UnmergeResult undone)
        {
            Splits++;
            var separations = (await real.Reader.FindAsync(undone.Persons[0], CancellationToken.None))!.Ties.Separations.Values;
            await shadow.Get<PersonDesk>().SeparateAsync(separations.MaxBy(s => s.At)!, CancellationToken.None);
            rig.Time.Advance(TimeSpan.FromSeconds(1));
        }

        private async Task SayAsync(Change change)
        {
            Said.Add(change);
            await real.OneByOneAsync(change);
            await shadow.OneByOneAsync(change);
        }

        private Change Contact(string source, int person) =>
            Next(Changes.Of(source, $"{person}", "")) with { Identifiers = [new(Identifier.Email, $"{person}@example.com")] };

        private Change Next(Change change)
        {
            rig.Time.Advance(TimeSpan.FromSeconds(1));
            return change with { Id = $"c{++_said}", OccurredAt = Changes.At(_random.Next(60)), ReceivedAt = rig.Time.GetUtcNow() };
        }

        private IdentityLink LinkOf(int left, int right) => IdentityLink.Between(
            new RecordKey(Changes.Crm, "contact", $"{left}"), new RecordKey(Changes.Crm, "contact", $"{right}"), IdentityLinkKind.Match, rig.Time.GetUtcNow(), "matching");
    }
}
