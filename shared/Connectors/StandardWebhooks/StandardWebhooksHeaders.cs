using ServerlessCdi.Connectors.Signatures;

namespace ServerlessCdi.Connectors.StandardWebhooks;

/// <summary>The convention's three headers, under its own names or Svix's older ones (https://docs.svix.com/receiving/verifying-payloads/how-manual).</summary>
internal readonly record struct StandardWebhooksHeaders(string? Id, string? Timestamp, string? Signature)
{
    public bool IsIncomplete => string.IsNullOrEmpty(Id) || string.IsNullOrEmpty(Timestamp) || string.IsNullOrEmpty(Signature);

    /// <summary>The signed time, or null where it is none.</summary>
    public DateTimeOffset? Time => SignedTime.UnixSeconds(Timestamp);

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
