using System.Text.Json;

namespace ServerlessCdi.Connectors.Pipedrive;

/// <summary>What a delivery says of either version, under the names of the second.</summary>
internal readonly record struct PipedriveEvent
{
    /// <summary>A unix time above this is in milliseconds: in seconds it would be in the year 5138.</summary>
    private const long MaxSeconds = 100_000_000_000;

    /// <summary>Null where the delivery is of neither version.</summary>
    public required string? Entity { get; init; }

    /// <summary><c>create</c>, <c>change</c>, <c>delete</c>, or v1's <c>merged</c>; any other as it came.</summary>
    public required string? Action { get; init; }

    public required string? EntityId { get; init; }

    public required string? CompanyId { get; init; }

    /// <summary>Names the user's deed; null in v1.</summary>
    public required string? CorrelationId { get; init; }

    public required DateTimeOffset? OccurredAt { get; init; }

    /// <summary>The time as it stands in the delivery, which is the same in each attempt.</summary>
    public required string? Stamp { get; init; }

    /// <summary>The record as it now is; null where it was deleted.</summary>
    public required JsonElement Data { get; init; }

    /// <summary>In v2 the members that changed, before they did; in v1, and where the record was deleted, all of them.</summary>
    public required JsonElement Previous { get; init; }

    /// <summary>The survivor of a merge, told by the delivery about the loser.</summary>
    public required string? MergedTo { get; init; }

    /// <summary>The loser of a merge, told by the delivery about the survivor.</summary>
    public required string? MergedFrom { get; init; }

    public static PipedriveEvent Of(JsonElement delivery)
    {
        var meta = delivery.Member("meta"u8);
        return meta.Text("entity"u8) is null ? OfFirst(delivery, meta) : OfSecond(delivery, meta);
    }

    private static PipedriveEvent OfSecond(JsonElement delivery, JsonElement meta) => new()
    {
        Entity = meta.Text("entity"u8),
        Action = meta.Text("action"u8),
        EntityId = meta.Text("entity_id"u8),
        CompanyId = meta.Text("company_id"u8),
        CorrelationId = meta.Text("correlation_id"u8),
        OccurredAt = meta.IsoTime("timestamp"u8) ?? Unix(meta, "timestamp"u8),
        Stamp = meta.Text("timestamp"u8),
        Data = delivery.Member("data"u8),
        Previous = delivery.Member("previous"u8),
        MergedTo = meta.Text("merged_to_id"u8),
        MergedFrom = meta.Text("merged_from_id"u8),
    };

    private static PipedriveEvent OfFirst(JsonElement delivery, JsonElement meta)
    {
        var current = delivery.Member("current"u8);
        var previous = delivery.Member("previous"u8);
        var id = meta.Text("id"u8);
        var action = meta.Text("action"u8);
        return new()
        {
            Entity = meta.Text("object"u8),
            Action = action switch
            {
                "added" => "create",
                "updated" => "change",
                "deleted" => "delete",
                _ => action,
            },
            EntityId = id,
            CompanyId = meta.Text("company_id"u8),
            CorrelationId = null,
            OccurredAt = Micro(meta) ?? Unix(meta, "timestamp"u8) ?? meta.IsoTime("timestamp"u8),
            Stamp = meta.Text("timestamp_micro"u8) ?? meta.Text("timestamp"u8),
            Data = current,
            Previous = previous,
            MergedTo = null,
            MergedFrom = action == "merged" ? Loser(id, current, previous) : null,
        };
    }

    /// <summary>No sample of v1's merge was found, so it is looked for where the API's own answer to a merge has it.</summary>
    private static string? Loser(string? survivor, JsonElement current, JsonElement previous)
    {
        string?[] places = [current.Text("merge_what_id"u8), previous.Text("merge_what_id"u8), previous.Text("id"u8)];
        return places.FirstOrDefault(id => id is { Length: > 0 } && id != survivor);
    }

    private static DateTimeOffset? Micro(JsonElement meta) =>
        meta.Whole("timestamp_micro"u8) is > 0 and <= MaxSeconds * 1_000_000 and var micro ? DateTimeOffset.UnixEpoch.AddTicks(micro * TimeSpan.TicksPerMicrosecond) : null;

    private static DateTimeOffset? Unix(JsonElement meta, ReadOnlySpan<byte> name) =>
        meta.Whole(name) > MaxSeconds ? meta.UnixMilliseconds(name) : meta.UnixSeconds(name);
}
