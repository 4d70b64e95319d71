using System.Text.Json.Serialization;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Consent;
using ServerlessCdi.Core.Identity;

namespace ServerlessCdi.Core.Profiles;

/// <summary>The stored form of a record. Members are in a fixed order and sorted, so that equal records have equal bytes.</summary>
public sealed record RecordDocument
{
    [JsonPropertyName("k")]
    public required RecordKey Key { get; init; }

    [JsonPropertyName("f")]
    public IReadOnlyList<FieldDocument> Fields { get; init; } = [];

    [JsonPropertyName("i")]
    public IReadOnlyList<IdentifierDocument> Identifiers { get; init; } = [];

    [JsonPropertyName("c")]
    public IReadOnlyList<ConsentDocument> Consents { get; init; } = [];

    [JsonPropertyName("d")]
    public bool Deleted { get; init; }

    [JsonPropertyName("l")]
    public Stamp? Life { get; init; }

    [JsonPropertyName("p")]
    public Stamp? PurgedThrough { get; init; }

    [JsonPropertyName("n")]
    public bool Linked { get; init; }

    /// <summary>Companies; absent where there are none.</summary>
    [JsonPropertyName("a")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<IdentifierDocument>? Affiliations { get; init; }

    [JsonPropertyName("h")]
    public IReadOnlyList<ForgottenIdentifier>? Forgotten { get; init; }

    public static RecordDocument Of(SourceRecord record) => new()
    {
        Key = record.Key,
        Fields = [.. record.Fields.Select(f => new FieldDocument(f.Key, f.Value.Value, f.Value.Stamp, f.Value.Echo))],
        Identifiers = [.. record.Identifiers.Select(i => new IdentifierDocument(i.Key, i.Value))],
        Consents = [.. record.Consents.Values.Select(c => new ConsentDocument(c.Entry, c.Stamp))],
        Deleted = record.Life.Deleted,
        Life = record.Life.Stamp.IsNone ? null : record.Life.Stamp,
        PurgedThrough = record.PurgedThrough.IsNone ? null : record.PurgedThrough,
        Linked = record.IsLinked,
        Affiliations = record.Affiliations.Count == 0 ? null : [.. record.Affiliations.Select(a => new IdentifierDocument(a.Key, a.Value))],
        Forgotten = record.Forgotten.Count == 0 ? null : [.. record.Forgotten],
    };

    public SourceRecord ToRecord()
    {
        var record = new SourceRecord(Key);
        if (PurgedThrough is { } purged)
        {
            record.Purge(purged);
        }

        if (Linked)
        {
            record.Link();
        }

        if (Life is { } life)
        {
            record.Assert(new LifeAssertion(Deleted, life));
        }

        foreach (var field in Fields)
        {
            record.Assert(field.Name, new(field.Value, field.Stamp, field.Echo));
        }

        foreach (var identifier in Identifiers)
        {
            record.Assert(identifier.Identifier, identifier.Stamp);
        }

        foreach (var company in Affiliations ?? [])
        {
            record.Affiliate(company.Identifier, company.Stamp);
        }

        foreach (var identifier in Forgotten ?? [])
        {
            record.Forget(identifier);
        }

        foreach (var consent in Consents)
        {
            record.Assert(new ConsentAssertion(consent.Entry, consent.Stamp));
        }

        return record;
    }
}

public sealed record FieldDocument(
    [property: JsonPropertyName("n")] string Name,
    [property: JsonPropertyName("v")] FieldValue Value,
    [property: JsonPropertyName("s")] Stamp Stamp,
    [property: JsonPropertyName("e")] bool Echo);

public sealed record IdentifierDocument(
    [property: JsonPropertyName("i")] Identifier Identifier,
    [property: JsonPropertyName("s")] Stamp Stamp);

public sealed record ConsentDocument(
    [property: JsonPropertyName("e")] ConsentEntry Entry,
    [property: JsonPropertyName("s")] Stamp Stamp);
