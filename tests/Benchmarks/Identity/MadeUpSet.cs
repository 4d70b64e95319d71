using System.Globalization;
using ServerlessCdi.Core.Identity.Matching;
using ServerlessCdi.Tests.Testing.People;

namespace ServerlessCdi.Benchmarks.Identity;

/// <summary>Made-up people of many countries, with the usual mistakes.</summary>
internal static class MadeUpSet
{
    public static IdentitySet Of(int people, ulong seed = 1)
    {
        var made = new PeopleSet(seed, people).Records.ToList();
        return new(
            "made up",
            MatchSchema.Guess(PersonRecord.Columns),
            [.. made.Select(r => r.Id)],
            [.. made.Select(r => r.ToFields())],
            [.. made.Select(r => r.Person.ToString(CultureInfo.InvariantCulture))]);
    }
}
