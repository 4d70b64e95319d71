using System.Text.Json.Serialization;
using ServerlessCdi.Core.Consent;
using ServerlessCdi.Core.Identity;

namespace ServerlessCdi.Core.Changes;

/// <summary>
/// The canonical unit of work: one thing that one source said about one of its own records, whatever the vendor's
/// wire form was. It is what the queue <c>changes</c> carries and what a replay sends again.
/// </summary>
public sealed record Change
{
    public const int MaxIdLength = 100;

    /// <summary>
    /// Names the change across every redelivery and replay: the vendor's event id, or a hash of the content where it
    /// has none. Unique within its source. At most <see cref="MaxIdLength"/> characters.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>The configured source instance, such as <c>hubspot-eu</c>.</summary>
    public required string Source { get; init; }

    public required RecordRef Record { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required ChangeKind Kind { get; init; }

    /// <summary>What ties the record to a person, normalised. The record's own key need not be repeated here.</summary>
    public IReadOnlyList<Identifier> Identifiers { get; init; } = [];

    /// <summary>Canonical fields; a null value clears what this source said before. Absent means "not said".</summary>
    public IReadOnlyList<FieldChange> Fields { get; init; } = [];

    public IReadOnlyList<ConsentEntry> Consents { get; init; } = [];

    public EventDetail? Event { get; init; }

    /// <summary>For <see cref="ChangeKind.Merge"/>: keys of the source's records that were absorbed into <see cref="Record"/>.</summary>
    public IReadOnlyList<string> MergedKeys { get; init; } = [];

    /// <summary>When it happened at the source, UTC; the time of receipt where the source does not say (<see cref="TimeIsReceipt"/>).</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>True where the vendor gave no time, so that a redelivery of the same change carries another <see cref="OccurredAt"/>.</summary>
    public bool TimeIsReceipt { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>For <see cref="ChangeKind.Delete"/>: a privacy law asked for it, so what the record said is purged, not only hidden.</summary>
    public bool Privacy { get; init; }

    /// <summary>
    /// Fields of <see cref="Fields"/> that were our own write coming back; null for none. Noted when the change is entered in
    /// a timeline, and never sent.
    /// </summary>
    public IReadOnlyList<string>? Echoed { get; init; }

    public int ContractVersion { get; init; } = 1;
}
