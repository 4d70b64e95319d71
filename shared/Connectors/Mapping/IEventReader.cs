using System.Text.Json;

namespace ServerlessCdi.Connectors.Mapping;

/// <summary>What a vendor's connector knows of its payload: where the events are, and what one says.</summary>
internal interface IEventReader
{
    /// <summary>Most events in one delivery; one with more is rejected as a whole.</summary>
    int MaxEvents => 1000;

    /// <summary>Where the events are, for messages.</summary>
    string EventsAt => "the root of the body";

    /// <summary>The list of events in the payload, or the one event. In a payload that comes back from quarantine one event stands where the list was.</summary>
    JsonElement Events(JsonElement payload) => payload;

    /// <summary>Adds what the event says, which is an object.</summary>
    /// <returns>Why it cannot be understood, without its values; or null.</returns>
    string? Take(in VendorEvent e, ReadingParts parts);
}

/// <summary>One event of a delivery.</summary>
/// <param name="Index">Its place in the list; -1 where the payload is no list.</param>
internal readonly record struct VendorEvent(WebhookRequest Request, JsonElement Payload, JsonElement Element, int Index);
