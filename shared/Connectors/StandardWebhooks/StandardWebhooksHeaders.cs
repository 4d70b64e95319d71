using ServerlessCdi.Connectors.Signatures;

namespace ServerlessCdi.Connectors.StandardWebhooks;

/// <summary>The convention's three headers, under its own names or Svix's older ones (https://docs.svix.com/receiving/verifying-payloads/how-manual).</summary>
internal readonly record struct StandardWebhooksHeaders(string? Id, string? Timestamp, string? Signature)
{
    public bool IsIncomplete => string.IsNullOrEmpty(Id) || string.IsNullOrEmpty(Timestamp) || string.IsNullOrEmpty(Signature);

    /// <summary>The signed time, or null where it is none.</summary>
    public DateTimeOffset? Time => SignedTime.UnixSeconds(Timestamp);

    /// <summary>What a replay from quarantine has: the time is the attempt's, and without the signature nothing is verified.</summary>
    public static IReadOnlyList<string> OfReplay { get; } = [StandardWebhooksSignature.IdHeader, "svix-id"];

    /// <summary>The id that names the delivery: the signed one, or in a replay, where no signature is left, the one that was kept.</summary>
    public string? DeliveryId(WebhookRequest request) => !IsIncomplete
        ? Id
        : string.IsNullOrEmpty(Signature) ? OfReplay.Select(request.Header).FirstOrDefault(id => !string.IsNullOrEmpty(id)) : null;

    public static StandardWebhooksHeaders Of(WebhookRequest request)
    {
        var standard = new StandardWebhooksHeaders(
            request.Header(StandardWebhooksSignature.IdHeader),
            request.Header(StandardWebhooksSignature.TimestampHeader),
            request.Header(StandardWebhooksSignature.SignatureHeader));
        return standard.IsIncomplete
            ? new(request.Header("svix-id"), request.Header("svix-timestamp"), request.Header("svix-signature"))
            : standard;
    }
}
