using System.Text.Json.Serialization;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Consent;
using ServerlessCdi.Core.Identity;

namespace ServerlessCdi.Core.Profiles;

/// <summary>The stored form of the golden profile: sorted, so that equal profiles have equal bytes.</summary>
public sealed record GoldenDocument
{
    [JsonPropertyName("f")]
    public IReadOnlyList<GoldenFieldDocument> Fields { get; init; } = [];

    [JsonPropertyName("c")]
    public IReadOnlyList<ConsentDecisionDocument> Consents { get; init; } = [];

    [JsonPropertyName("i")]
    public IReadOnlyList<Identifier> Identifiers { get; init; } = [];

    public static GoldenDocument Of(Golden golden) => new()
    {
        Fields = [.. golden.Fields.Select(f => new GoldenFieldDocument(f.Key, f.Value.Value, f.Value.Record, f.Value.Stamp, f.Value.Rule))],
        Consents = [.. golden.Consents.Values.Select(c => new ConsentDecisionDocument(c.Entry, c.Record, c.Stamp))],
        Identifiers = [.. golden.Identifiers],
    };

    public Golden ToGolden()
    {
        var fields = new SortedDictionary<string, GoldenField>(StringComparer.Ordinal);
        foreach (var field in Fields)
        {
            fields[field.Name] = new(field.Value, field.Record, field.Stamp, field.Rule);
        }

        var consents = new SortedDictionary<(string, string), ConsentDecision>();
        foreach (var consent in Consents)
        {
            consents[(consent.Entry.Purpose, consent.Entry.Channel)] = new(consent.Entry, consent.Record, consent.Stamp);
        }

        return new(fields, consents, [.. Identifiers]);
    }
}

public sealed record GoldenFieldDocument(
    [property: JsonPropertyName("n")] string Name,
    [property: JsonPropertyName("v")] FieldValue Value,
    [property: JsonPropertyName("r")] RecordKey Record,
    [property: JsonPropertyName("s")] Stamp Stamp,
    [property: JsonPropertyName("u")] SurvivorshipRule Rule);

public sealed record ConsentDecisionDocument(
    [property: JsonPropertyName("e")] ConsentEntry Entry,
    [property: JsonPropertyName("r")] RecordKey Record,
    [property: JsonPropertyName("s")] Stamp Stamp);
