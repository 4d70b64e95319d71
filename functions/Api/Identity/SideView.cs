using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Operate;

namespace ServerlessCdi.Functions.Api.Identity;

/// <summary>One side of a review: the person as they are now.</summary>
/// <param name="Records">The contact records, the compared one first; at most 20.</param>
/// <param name="More">How many contact records are not shown.</param>
public sealed record SideView(ProfileId Profile, IReadOnlyList<SideRecordView> Records, int More)
{
    private const int MaxRecords = 20;

    internal static SideView Of(Profile person, RecordKey compared, bool reveal)
    {
        var records = person.Records.Values.Where(r => r.Key.IsPerson && r.IsLive).OrderByDescending(r => r.Key == compared).ThenBy(r => r.Key).ToList();
        return new(
            person.Id,
            [.. records.Take(MaxRecords).Select(r => SideRecordView.Of(r, r.Key == compared, reveal))],
            Math.Max(0, records.Count - MaxRecords));
    }
}

/// <param name="Compared">The record whose fields the score is about.</param>
public sealed record SideRecordView(
    string Source, string Object, string Key, bool Compared, SortedDictionary<string, string> Fields, IReadOnlyList<Identifier> Identifiers)
{
    internal static SideRecordView Of(SourceRecord record, bool compared, bool reveal)
    {
        string Shown(string text) => reveal ? text : Redacted.Text(text);
        var fields = record.Fields.Where(f => f.Value.Value.AsText() is not null).ToDictionary(f => f.Key, f => Shown(f.Value.Value.AsText()!)); // just filtered
        return new(
            record.Key.Source,
            record.Key.Object,
            Shown(record.Key.Key),
            compared,
            new(fields, StringComparer.Ordinal),
            [.. record.Identifiers.Keys.Where(i => i != record.Key.Identifier).Select(i => i with { Value = Shown(i.Value) })]);
    }
}
