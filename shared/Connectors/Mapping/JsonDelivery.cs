using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;

namespace ServerlessCdi.Connectors.Mapping;

/// <summary>Reads a JSON delivery event by event: one that cannot be understood is set aside alone. Never throws, whatever the bytes.</summary>
internal static class JsonDelivery
{
    /// <summary>Largest body when unpacked, in bytes.</summary>
    private const int MaxUnpacked = 8 * 1024 * 1024;

    /// <summary>Nesting allowed.</summary>
    public const int MaxDepth = 64;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    public static WebhookReading Read(WebhookRequest request, IEventReader reader) =>
        EncodedBody.Decode(request, MaxUnpacked, out var body) == BodyDecoding.Decoded
            ? Read(request, body, reader)
            : WebhookReading.RejectAll(request, "the body is not packed as its Content-Encoding says, or is too large when unpacked");

    /// <param name="json">The JSON of the request, where it is not its body.</param>
    public static WebhookReading Read(WebhookRequest request, ReadOnlyMemory<byte> json, IEventReader reader)
    {
        // The parser looks at the bytes of a text only when it is asked for it, and not every text is.
        if (!Utf8.IsValid(json.Span))
        {
            return WebhookReading.RejectAll(request, "the body is not UTF-8");
        }

        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            return Read(request, json, document.RootElement, reader);
        }
        catch (JsonException wrong)
        {
            var place = wrong.LineNumber is { } line ? $": line {line + 1}, byte {wrong.BytePositionInLine}" : "";
            return WebhookReading.RejectAll(request, $"the body is not JSON, is deeper than 64 levels, or says one member twice{place}");
        }
        catch (InvalidOperationException)
        {
            return WebhookReading.RejectAll(request, "the name of a member is not Unicode");
        }
    }

    private static WebhookReading Read(WebhookRequest request, ReadOnlyMemory<byte> json, JsonElement payload, IEventReader reader)
    {
        var events = payload.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? reader.Events(payload) : payload;
        if (events.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            return WebhookReading.RejectAll(request, $"there is neither an object nor a list at {reader.EventsAt}");
        }

        var parts = new ReadingParts();
        if (events.ValueKind == JsonValueKind.Object)
        {
            // One event is the whole delivery, unless it comes back from quarantine alone.
            Take(new(request, payload, events, request.Index ?? -1), reader, parts);
            return parts.ToReading();
        }

        if (events.GetArrayLength() > reader.MaxEvents)
        {
            return WebhookReading.RejectAll(request, $"the payload has more than {reader.MaxEvents} items");
        }

        var index = 0;
        foreach (var element in events.EnumerateArray())
        {
            Take(new(request, payload, element, index++), reader, parts);
        }

        return parts.ToReading(json, JsonMarshal.GetRawUtf8Value(events));
    }

    private static void Take(in VendorEvent e, IEventReader reader, ReadingParts parts)
    {
        string? wrong;
        try
        {
            e.Request.Trace?.Begin(e.Element.Clone());
            wrong = e.Element.ValueKind == JsonValueKind.Object ? reader.Take(e, parts) : "the item is not an object";
        }
        catch (InvalidOperationException)
        {
            // System.Text.Json decodes text late, and says so when it holds half a character.
            wrong = "the item holds text that is not Unicode";
        }

        if (wrong is not null)
        {
            e.Request.Trace?.Describe($"rejected: {wrong}");
            parts.Reject(e, wrong);
        }
    }
}
