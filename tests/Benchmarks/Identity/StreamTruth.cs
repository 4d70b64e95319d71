using System.Globalization;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Benchmarks.Identity;

/// <summary>What the records' persons are made of, against who they were made for.</summary>
/// <param name="Again">Records of people who were there.</param>
/// <param name="Found">Of those, how many are one with the record that was there.</param>
/// <param name="Right">Pairs of a record and another one with it of the same human.</param>
/// <param name="Wrong">Pairs of two humans.</param>
internal sealed record StreamTruth(int Again, int Found, int Right, int Wrong)
{
    public static async Task<StreamTruth> OfAsync(StreamHost host, IReadOnlyList<Change> changes, CancellationToken cancellationToken)
    {
        var sum = new StreamTruth(0, 0, 0, 0);
        foreach (var change in changes)
        {
            var key = RecordKey.Of(change);
            var owner = (await host.Get<IIdentityStore>().FindAsync([key.Identifier], cancellationToken))[key.Identifier];
            var person = await host.Get<IProfileStore>().LoadAsync(owner, cancellationToken);
            while (person?.Profile.MergedInto is { } further)
            {
                person = await host.Get<IProfileStore>().LoadAsync(further, cancellationToken);
            }

            var human = Human(key.Key);
            var others = person!.Profile.Records.Keys.Where(k => k != key).ToList();
            var again = human[0] == 'p';
            sum = new(
                sum.Again + (again ? 1 : 0),
                sum.Found + (again && others.Exists(o => o.Key == human) ? 1 : 0),
                sum.Right + others.Count(o => Human(o.Key) == human),
                sum.Wrong + others.Count(o => Human(o.Key) != human));
        }

        return sum;
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Found} of {Again} found again (recall {Found / (double)Again:P1}), {Right} pairs right and {Wrong} wrong (precision {Right / Math.Max(1.0, Right + Wrong):P2})");

    /// <summary>The record that is there of a known person; a newcomer's own number for others.</summary>
    private static string Human(string key)
    {
        var end = key.IndexOf('-', StringComparison.Ordinal);
        var known = end < 0 ? key : key[..end];
        return known[0] == 'a' ? $"p{known[1..]}" : known;
    }
}
