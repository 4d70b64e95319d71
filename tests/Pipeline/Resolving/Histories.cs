using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Consent;
using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Tests.Pipeline.Rigging;

namespace ServerlessCdi.Tests.Pipeline.Resolving;

/// <summary>What three sources might say of eight persons: few values, so that identifiers collide and times are equal.</summary>
internal sealed class Histories(int seed)
{
    private const int Persons = 8;
    private const int Length = 70;

    private readonly Random _random = new(seed);

    public IReadOnlyList<Change> Write() => [.. Enumerable.Range(0, Length).Select(Next)];

    /// <summary>Everything once and some of it twice, in any order.</summary>
    public IReadOnlyList<Change> Shuffle(IReadOnlyList<Change> history)
    {
        var changes = history.Concat(history.Where(_ => _random.Next(5) == 0)).ToArray();
        _random.Shuffle(changes);
        return changes;
    }

    /// <summary>Batches of messages of changes, cut anywhere.</summary>
    public IReadOnlyList<IReadOnlyList<IReadOnlyList<Change>>> Cut(IReadOnlyList<Change> changes)
    {
        var batches = new List<IReadOnlyList<IReadOnlyList<Change>>>();
        var at = 0;
        while (at < changes.Count)
        {
            var messages = new List<IReadOnlyList<Change>>();
            for (var n = _random.Next(1, 5); n > 0 && at < changes.Count; n--)
            {
                var size = _random.Next(1, 7);
                messages.Add([.. changes.Skip(at).Take(size)]);
                at += size;
            }

            batches.Add(messages);
        }

        return batches;
    }

    /// <summary>Which records belong together, worked out from the identifiers alone.</summary>
    public static IReadOnlyList<string> Together(IReadOnlyList<Change> history)
    {
        var groups = new List<HashSet<Identifier>>();
        foreach (var change in history)
        {
            var own = change.Identifiers.Concat(Rigging.Persons.RecordsOf(change).Select(r => r.Identifier)).ToHashSet();
            foreach (var group in groups.Where(g => g.Overlaps(own)).ToList())
            {
                own.UnionWith(group);
                groups.Remove(group);
            }

            groups.Add(own);
        }

        var records = history.SelectMany(Rigging.Persons.RecordsOf).Distinct().ToList();
        return [.. groups.Select(g => Rigging.Persons.Group(records.Where(r => g.Contains(r.Identifier)))).Order(StringComparer.Ordinal)];
    }

    private Change Next(int n)
    {
        var person = _random.Next(Persons);
        var source = Changes.Sources[_random.Next(3)];
        var change = _random.Next(5) == 0
            ? Changes.Of(source, $"anonymous:{source}{person}", $"a{n / 3}-{person}", _random.Next(25)) with { Identifiers = [.. Weak(source, person, always: true)] }
            : Changes.Of(source, $"{person}", $"c{n / 3}-{person}", _random.Next(25)) with { Identifiers = [.. Identifiers(person), .. Weak(source, person, always: false)] };
        return _random.Next(20) switch
        {
            0 => change.Deleted(privacy: false),
            1 or 2 => change.Deleted(privacy: true),
            3 when change.Record.Key[0] != 'a' => change.Absorbing($"{(person / 2 * 2) + 1 - (person % 2)}"),
            4 or 5 => change.Happened("seen"),
            6 => change.Consent(ConsentState.Granted) with { Kind = ChangeKind.Consent },
            7 => change.Consent(ConsentState.Withdrawn) with { Kind = ChangeKind.Consent },
            _ => change.Field("firstName", $"name {_random.Next(4)}").Field("city", $"city {_random.Next(3)}"),
        };
    }

    private IEnumerable<Identifier> Identifiers(int person)
    {
        if (_random.Next(2) == 0)
        {
            yield return new(Identifier.Email, $"{person}@example.com");
        }

        switch (_random.Next(24))
        {
            case 0:
                yield return new(Identifier.Phone, $"+4420700000{person / 3}");
                break;
            case 1:
                yield return new(Identifier.UserId, $"user{person / 2}");
                break;
            default:
                break;
        }
    }

    /// <summary>
    /// Browsers and devices, each beside the records of one known person and no other: whose history they bring does not
    /// depend on who came first then.
    /// </summary>
    private IEnumerable<Identifier> Weak(string source, int person, bool always)
    {
        if (always || _random.Next(4) == 0)
        {
            yield return new(Identifier.AnonymousId, $"anon-{source}{person}");
        }

        if (_random.Next(4) == 0)
        {
            yield return new(Identifier.DeviceId, $"device-{source}{person}");
        }
    }
}
