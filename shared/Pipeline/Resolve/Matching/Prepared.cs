using System.Security.Cryptography;
using System.Text;
using ServerlessCdi.Core.Identity.Matching;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Configuration;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Resolve.Matching;

/// <summary>A contact record as it is compared.</summary>
internal sealed record Prepared(RecordKey Key, MatchRecord Features);

/// <summary>A person with those contact records that are compared, the latest last.</summary>
internal sealed record PreparedPerson(Profile Profile, IReadOnlyList<Prepared> Records)
{
    public IReadOnlyList<MatchRecord> Features => [.. Records.Select(r => r.Features)];
}

/// <summary>Records and persons in the form of the policy's model.</summary>
internal static class Preparing
{
    public static MatchRecord Prepare(this MatchingPolicy policy, SourceRecord record) =>
        policy.Model.Prepare(RecordValues.Of(record, policy.Model.File.Schema));

    /// <summary>The person's live contact records; a deleted one is evidence for nothing any more.</summary>
    public static PreparedPerson Prepare(this MatchingPolicy policy, StoredProfile person) => new(person.Profile,
    [
        .. person.Profile.Records.Values.Where(r => r.Key.IsPerson && r.IsLive)
            .OrderBy(r => r.Newest).ThenBy(r => r.Key).TakeLast(MatchDecider.MostRecords)
            .Select(r => new Prepared(r.Key, policy.Prepare(r))),
    ]);

    /// <summary>A hash by which it is known again that the record was matched as it is, with the weights as they are.</summary>
    public static string FeaturesOf(this MatchingPolicy policy, RecordKey key, MatchRecord record)
    {
        var text = string.Join('\n', policy.Model.Version, key.Source, key.Key, policy.Model.Features(record));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }
}
