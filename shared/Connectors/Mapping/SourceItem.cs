using System.Text.Json;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Consent;
using ServerlessCdi.Core.Identity;

namespace ServerlessCdi.Connectors.Mapping;

/// <summary>What one event of a vendor says, as its reader understood it and before the mapping gave its fields their meaning.</summary>
internal sealed record SourceItem
{
    /// <summary>The kind of object here, such as <c>contact</c>: see <see cref="VendorMapping.ObjectOf"/>.</summary>
    public required string Object { get; init; }

    /// <summary>The vendor's id of the record; without a usable one the event is rejected.</summary>
    public required string? Key { get; init; }

    public required ChangeKind Kind { get; init; }

    /// <summary>The same in every retry of the event, and different for every change made of it; null: a hash of the event.</summary>
    public string? Id { get; init; }

    /// <summary>When it happened; null: the vendor does not say, and the time of receipt stands for it.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>The record's own members, which the table reads; undefined where the event has none.</summary>
    public JsonElement Fields { get; init; }

    /// <summary>The event carries only what changed, so that a member that is not there is not missing.</summary>
    public bool IsPartial { get; init; }

    /// <summary>A deletion that a privacy law asked for.</summary>
    public bool Privacy { get; init; }

    /// <summary>
    /// What a consent is counted as that states nothing, such as a mark that was taken off; null: one without a statement is
    /// rejected. A word that the mapping has no meaning for is rejected in either case.
    /// </summary>
    public string? SilentAs { get; init; }

    /// <summary>Ids of the records that were absorbed into this one.</summary>
    public IReadOnlyList<string> MergedKeys { get; init; } = [];

    public EventDetail? Event { get; init; }

    /// <summary>Canonical fields that the reader itself found.</summary>
    public IReadOnlyList<FieldChange> Said { get; init; } = [];

    /// <summary>The reader itself keeps what the table does not speak of, and has put it into <see cref="Said"/>.</summary>
    public bool SaysOthers { get; init; }

    /// <summary>What leads to the person beside what the table finds; before it, for the first link of a deal or an order is the one that counts.</summary>
    public IReadOnlyList<Identifier> Identifiers { get; init; } = [];

    /// <summary>What the person allows beside what the table finds.</summary>
    public IReadOnlyList<ConsentEntry> Consents { get; init; } = [];
}
