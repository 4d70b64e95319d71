using System.Text.Json;
using ServerlessCdi.Connectors.Contracts;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Identity;

namespace ServerlessCdi.Connectors.Mapping;

/// <summary>What one item of a payload means: the compiled form of a mapping.</summary>
internal sealed class ItemMapping
{
    private const string RecordKey = "external";

    private MemberSlots? _slots;

    public required string Source { get; init; }

    public required WordSource Object { get; init; }

    public required MappingSource Id { get; init; }

    public required WordSource Kind { get; init; }

    public MappingSource? ChangeId { get; init; }

    public TimeRule? OccurredAt { get; init; }

    public MappingSource? MergedIds { get; init; }

    public required RecordTable Table { get; init; }

    public EventRule? Event { get; init; }

    public SourceContract? Contract { get; init; }

    public IEnumerable<MappingPath> Paths => Object.Paths.Concat(Id.Paths).Concat(Kind.Paths).Concat(ChangeId?.Paths ?? [])
        .Concat(OccurredAt?.Paths ?? []).Concat(MergedIds?.Paths ?? []).Concat(Event?.Paths ?? []).Concat(Table.Paths);

    /// <summary>What the mapping says of the items' members, as contracts write them.</summary>
    public IReadOnlyList<MappedPath> Mapped()
    {
        var own = Id.Paths.Select(p => ContractPath.OfMapping(p.Text)).OfType<string>().ToList();
        var read = Paths.Select(p => ContractPath.OfMapping(p.Text)).OfType<string>().Except(own).Select(p => new MappedPath(Object.Constant, p, MappedUse.Read));
        return [.. own.Select(p => new MappedPath(Object.Constant, p, MappedUse.RecordId)), .. read, .. Table.Mapped(Object.Constant).Where(m => m.Use != MappedUse.Read)];
    }

    /// <summary>Reads one item.</summary>
    /// <returns>Why it cannot be understood, or null.</returns>
    public string? Read(in VendorEvent e, MappingDelivery delivery, ReadingParts parts)
    {
        _slots ??= new MemberSlots(Paths);
        var others = Table.WantsOthers ? new List<JsonProperty>() : null;
        var slots = _slots.Rent(e.Element, others);
        try
        {
            return Read(new(e.Payload, e.Element, slots, others, e.Request.Trace), e.Index, delivery, parts);
        }
        finally
        {
            _slots.Return(slots);
        }
    }

    private string? Read(in MappingItem item, int index, MappingDelivery delivery, ReadingParts parts)
    {
        var word = Kind.Read(item);
        if (word is null)
        {
            return $"the kind of change is missing at {Kind.From}";
        }

        if (MappingWords.Kind(word) is not { } kind)
        {
            item.Trace?.Describe($"ignored: {word}");
            return parts.Ignore(word);
        }

        item.Trace?.Describe($"{word} {Object.Read(item)} {Id.Read(item).Scalar}");
        item.Trace?.Headed(Object.Paths.Concat(Id.Paths).Concat(Kind.Paths).Concat(ChangeId?.Paths ?? []).Concat(OccurredAt?.Paths ?? [])
            .Concat(MergedIds?.Paths ?? []).Concat(Event?.Paths ?? []), "the record");
        return ReadRecord(item, delivery, new(IdOf(item, index, delivery), kind, word == MappingWords.Erase), parts);
    }

    private string? ReadRecord(in MappingItem item, MappingDelivery delivery, Head head, ReadingParts parts)
    {
        if (!IdentifierRules.TryNormalise(RecordKey, Id.Read(item).Scalar, null, out var key))
        {
            return $"the record's id at {Id} is missing or is no id";
        }

        if (Object.Read(item) is not { } name || MappingWords.ObjectMistake(name) is not null)
        {
            return $"the kind of object at {Object.From} is missing or is no name of one";
        }

        if (head.Kind != ChangeKind.Delete && !parts.Keeps(Contract, head.Id, name, item.Element, head.Kind != ChangeKind.Upsert))
        {
            return parts.Findings.Reason;
        }

        DateTimeOffset? occurredAt = null;
        if (OccurredAt is not null && !OccurredAt.TryRead(item, out occurredAt))
        {
            return $"the time at {OccurredAt} is not of the mapping's format";
        }

        var change = new Change
        {
            Id = head.Id,
            Source = Source,
            Record = new(name, key.Value),
            Kind = head.Kind,
            Privacy = head.Privacy,
            OccurredAt = occurredAt ?? delivery.SignedAt ?? delivery.ReceivedAt,
            TimeIsReceipt = occurredAt is null,
            ReceivedAt = delivery.ReceivedAt,
            ContractVersion = Contract?.Version ?? 1,
        };
        return Complete(item, change, parts);
    }

    /// <summary>Adds the change with what its kind may carry.</summary>
    private string? Complete(in MappingItem item, Change change, ReadingParts parts)
    {
        List<string> merged = change.Kind == ChangeKind.Merge ? ReadMerged(item, change.Record.Key) : [];
        var detail = change.Kind == ChangeKind.Event ? Event?.Read(item) : null;
        if (Table.Complete(item, parts.Findings, ref change) is { } wrong)
        {
            return wrong;
        }

        var lack = change.Kind switch
        {
            ChangeKind.Event when detail is null => "the event has no name, or properties that are no object",
            ChangeKind.Merge when merged.Count == 0 => $"the merge names no other record at {MergedIds}",
            ChangeKind.Consent when change.Consents.Count == 0 => "the consent says nothing that the mapping knows",
            _ => null,
        };
        if (lack is null)
        {
            parts.Changes.Add(change with { MergedKeys = merged, Event = detail });
        }

        return lack;
    }

    private List<string> ReadMerged(in MappingItem item, string survivor)
    {
        var keys = new List<string>();
        var found = MergedIds?.Find(item) ?? default;
        if (found.ValueKind == JsonValueKind.Array)
        {
            foreach (var element in found.EnumerateArray())
            {
                Add(MappedValue.Of(element));
            }
        }
        else
        {
            Add(MappedValue.Of(found));
        }

        return keys;

        void Add(MappedValue value)
        {
            if (IdentifierRules.TryNormalise(RecordKey, value.Scalar, null, out var key) && key.Value != survivor && !keys.Contains(key.Value))
            {
                keys.Add(key.Value);
            }
        }
    }

    /// <summary>
    /// The payload's own id; else the delivery's, which a sender repeats when it tries again; else a hash of what the
    /// item says.
    /// </summary>
    private string IdOf(in MappingItem item, int index, MappingDelivery delivery)
    {
        if (ChangeId is not null && ChangeId.Read(item).Scalar?.Trim() is { Length: > 0 } stated)
        {
            var id = ChangeId.IsOfPayload && index >= 0 ? $"{stated}#{index}" : stated;
            return id.Length <= Change.MaxIdLength ? id : ContentId.Of(Source, id);
        }

        return delivery.Id is { } delivered
            ? ContentId.Of(Source, $"{delivered}\n{index}")
            : ContentId.Of(Source, FieldValue.FromJson(item.Element).Json);
    }

    private readonly record struct Head(string Id, ChangeKind Kind, bool Privacy);
}

/// <summary>What is known of a payload beside its body.</summary>
/// <param name="SignedAt">The time that the sender signed, where its convention has one.</param>
/// <param name="Id">The id that the sender repeats when it tries again, where its convention signs one.</param>
internal sealed record MappingDelivery(DateTimeOffset ReceivedAt, DateTimeOffset? SignedAt = null, string? Id = null);
