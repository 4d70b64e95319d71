using System.Text.Json;

namespace ServerlessCdi.Connectors.SegmentWebhook;

/// <summary>The <c>options</c> of a source of Segment's webhooks.</summary>
internal sealed record SegmentWebhookOptions
{
    /// <summary>Take every event of a batch (<c>"batch": "trusted"</c>), though the signature covers the first alone. Default: the others wait in quarantine.</summary>
    public bool TrustsBatches { get; init; }

    /// <summary>What the consent categories mean. Default for one not named: a purpose of its name, for every channel.</summary>
    public required PurposeMap Purposes { get; init; }

    /// <returns>Null where something is wrong, with every mistake added.</returns>
    public static SegmentWebhookOptions? Read(JsonElement json, ConfigErrors errors)
    {
        var before = errors.All.Count;
        var options = new ConfigObject(json, "$.options", errors);
        var read = new SegmentWebhookOptions
        {
            TrustsBatches = options.OneOf("batch", "first-only", "trusted") == "trusted",
            Purposes = PurposeMap.Read(options),
        };
        options.Done();
        return errors.All.Count == before ? read : null;
    }
}
