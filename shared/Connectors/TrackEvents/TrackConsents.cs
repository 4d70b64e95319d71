using System.Text.Json;
using ServerlessCdi.Core.Consent;

namespace ServerlessCdi.Connectors.TrackEvents;

/// <summary>
/// What an event says that the person allows: <c>context.consent.categoryPreferences</c> (Segment) and
/// <c>context.consentManagement</c> (RudderStack). An event without either states nothing.
/// </summary>
internal sealed class TrackConsents(PurposeMap purposes)
{
    private const int MaxPurposeLength = 100;

    /// <returns>Why the statement cannot be used, or null.</returns>
    public string? Read(JsonElement context, string? evidence, out IReadOnlyList<ConsentEntry> consents)
    {
        consents = [];
        var states = new SortedDictionary<string, ConsentState>(StringComparer.Ordinal);
        foreach (var category in SafeProperties.Members(context.Member("consent"u8).Member("categoryPreferences"u8)))
        {
            if (category.Value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            {
                return "a category's preference is neither true nor false";
            }

            states[category.Name] = category.Value.GetBoolean() ? ConsentState.Granted : ConsentState.Denied;
        }

        // Denied is taken last: what stands in both lists is denied.
        var management = context.Member("consentManagement"u8);
        Add(states, management.Member("allowedConsentIds"u8), ConsentState.Granted);
        Add(states, management.Member("deniedConsentIds"u8), ConsentState.Denied);
        if (states.Keys.Any(name => name.Length > MaxPurposeLength || string.IsNullOrWhiteSpace(name)))
        {
            return $"a category of consent has no name, or one of more than {MaxPurposeLength} characters";
        }

        // Two categories may mean one purpose here, which then is allowed only where both are.
        consents = [.. states.Select(s => (Purpose: Of(s.Key), State: s.Value))
            .GroupBy(s => s.Purpose)
            .Select(g => new ConsentEntry(g.Key.Purpose, g.Key.Channel, g.Any(s => s.State == ConsentState.Denied) ? ConsentState.Denied : ConsentState.Granted, Evidence: evidence))];
        return null;
    }

    private ConsentPurpose Of(string category) => purposes.Find(category) ?? new(category, PurposeMap.EveryChannel);

    /// <summary>RudderStack writes a list, or for some of its consent managers an object with the ids as values.</summary>
    private static void Add(SortedDictionary<string, ConsentState> states, JsonElement ids, ConsentState state)
    {
        IEnumerable<JsonElement> items = ids.ValueKind == JsonValueKind.Array ? ids.EnumerateArray() : SafeProperties.Members(ids).Select(m => m.Value);
        foreach (var id in items.Where(i => i.ValueKind == JsonValueKind.String))
        {
            states[id.GetString()!] = state; // the kind says that it is text
        }
    }
}
