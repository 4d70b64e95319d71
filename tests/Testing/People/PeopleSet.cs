using System.Globalization;

namespace ServerlessCdi.Tests.Testing.People;

/// <summary>
/// People and their records in a shuffled order. Each record is made when it is asked for, from the seed and its place:
/// a million of them need eight bytes each.
/// </summary>
public sealed class PeopleSet
{
    private const int MostRecords = 8;
    private const int PurposeRecord = 3;

    private readonly ulong _seed;
    private readonly Population _people;
    private readonly Duplicator _duplicator;

    /// <summary>Person and which of their records, by place.</summary>
    private readonly long[] _order;

    /// <param name="people">How many people.</param>
    /// <param name="errors">Null: <see cref="Errors.Some"/>.</param>
    /// <param name="duplicates">The share of people with a second record; of those, the same share with a third, and so on.</param>
    public PeopleSet(ulong seed, int people, Errors? errors = null, double duplicates = 0.4)
    {
        _seed = seed;
        _people = new Population(seed);
        _duplicator = new Duplicator(errors ?? Errors.Some);
        var order = new List<long>((int)(people * (1 + duplicates)) + 16);
        var dice = Dice.At(seed, -1, PurposeRecord);
        for (var person = 0; person < people; person++)
        {
            var copy = 0;
            do
            {
                order.Add(((long)person * MostRecords) + copy++);
            }
            while (copy < MostRecords && dice.Chance(duplicates));
        }

        _order = [.. order];
        for (var i = _order.Length - 1; i > 0; i--)
        {
            var other = dice.Below(i + 1);
            (_order[i], _order[other]) = (_order[other], _order[i]);
        }
    }

    /// <summary>How many records.</summary>
    public int Count => _order.Length;

    public IEnumerable<PersonRecord> Records => Enumerable.Range(0, Count).Select(place => this[place]);

    public PersonRecord this[int place]
    {
        get
        {
            var person = (int)(_order[place] / MostRecords);
            var values = _duplicator.Write(_people[person], Dice.At(_seed, _order[place], PurposeRecord));
            return new($"r{(place + 1).ToString("D7", CultureInfo.InvariantCulture)}", person, values);
        }
    }
}
