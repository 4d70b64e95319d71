using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;
using ServerlessCdi.Connectors.Mapping;

namespace ServerlessCdi.Connectors.Segment;

/// <summary>
/// A body to changes. The whole is refused where Segment refuses it (size, JSON); an element of a batch that cannot be
/// used is put aside alone, and the caller hears success, for its libraries would never mend it.
/// </summary>
internal sealed class SegmentReader(SourceSettings settings, VendorMapping mapping, int cap)
{
    /// <summary>Limit of one call and of each element of a batch (https://segment.com/docs/connections/sources/catalog/libraries/server/http-api/#max-request-size, seen 2026-11).</summary>
    public const int MaxCallBytes = 32 * 1024;

    /// <summary>RudderStack's documented limit of nesting.</summary>
    public const int MaxDepth = 200;

    // A change is read back from its message at the serialiser's depth of 64, a few of which are the change's own.
    private const int KeptDepth = 48;

    public WebhookReading Read(WebhookRequest request)
    {
        switch (EncodedBody.Decode(request, cap, out var body))
        {
            case BodyDecoding.TooLarge:
                return Refuse($"The body is larger than {cap} bytes.");
            case BodyDecoding.Corrupt:
                return Refuse("The body is not gzip, as Content-Encoding says.");
            case BodyDecoding.Unsupported:
                return WebhookReading.Refuse(415, "Unsupported content encoding", "Send the body plain or as gzip.");
            default:
                return ReadJson(body, SegmentRoute.Of(request.Url), request);
        }
    }

    private WebhookReading ReadJson(ReadOnlyMemory<byte> body, string route, WebhookRequest request)
    {
        if (!Utf8.IsValid(body.Span))
        {
            return Refuse("The body is not UTF-8.");
        }

        var deep = false;
        var document = Parse(body, KeptDepth);
        if (document is null)
        {
            deep = true;
            document = Parse(body, MaxDepth);
        }

        using (document)
        {
            return document is { RootElement.ValueKind: JsonValueKind.Object }
                ? ReadRoot(document.RootElement, body, route, new SegmentContext(settings, mapping, request, deep ? KeptDepth : null))
                : Refuse("The body is not a JSON object whose members have distinct names.");
        }
    }

    private static JsonDocument? Parse(ReadOnlyMemory<byte> body, int depth)
    {
        try
        {
            return JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = depth, AllowDuplicateProperties = false });
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static WebhookReading ReadRoot(JsonElement root, ReadOnlyMemory<byte> body, string route, SegmentContext context)
    {
        if (route != SegmentRoute.Batch)
        {
            return ReadSingle(root, body, route, context);
        }

        if (root.TryGetProperty("batch", out var batch) && batch.ValueKind == JsonValueKind.Array)
        {
            return ReadBatch(batch, context with { SentAt = SegmentTime.Read(root, "sentAt") });
        }

        // An element of no known type waits under the batch's path, and comes back alone.
        return root.TryGetProperty("type", out _)
            ? ReadSingle(root, body, route, context)
            : Refuse("The body has no array named batch.");
    }

    private static WebhookReading ReadSingle(JsonElement root, ReadOnlyMemory<byte> body, string route, SegmentContext context)
    {
        if (body.Length > MaxCallBytes)
        {
            return Refuse($"A call is larger than {MaxCallBytes} bytes.");
        }

        if (Call(root, route, context) is { } reason)
        {
            context.Parts.Reject(body, reason, path: null);
        }

        return context.Parts.ToReading();
    }

    private static WebhookReading ReadBatch(JsonElement batch, SegmentContext context)
    {
        foreach (var (index, element) in batch.EnumerateArray().Index())
        {
            var raw = JsonMarshal.GetRawUtf8Value(element);
            if (raw.Length > MaxCallBytes)
            {
                return Refuse($"Element {index} of the batch is larger than {MaxCallBytes} bytes.");
            }

            if (Call(element, SegmentRoute.Batch, context) is { } reason)
            {
                context.Parts.Reject(raw.ToArray(), reason, SegmentRoute.PathOf(element));
            }
        }

        return context.Parts.ToReading();
    }

    // The reason why there is no change, or null. Half of a surrogate pair, escaped, shows only when a text is taken out.
    private static string? Call(JsonElement element, string route, SegmentContext context)
    {
        string? reason;
        try
        {
            context.Request.Trace?.Begin(element.Clone());
            reason = SegmentCall.Read(element, route, context);
        }
        catch (InvalidOperationException)
        {
            reason = "A text holds half of a surrogate pair.";
        }

        if (reason is not null)
        {
            context.Request.Trace?.Describe($"rejected: {reason}");
        }

        return reason;
    }

    private static WebhookReading Refuse(string detail) => WebhookReading.Refuse(400, "Bad request", detail);
}
