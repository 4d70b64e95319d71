using System.Text.Json;
using ServerlessCdi.Core.Consent;

namespace ServerlessCdi.Connectors.Segment;

/// <summary>
/// What a call says that the person allows. Segment sends <c>context.consent.categoryPreferences</c>, RudderStack
/// <c>context.consentManagement</c> (https://www.rudderstack.com/docs/data-governance/consent-management/, seen 2026-11).
/// A call without either states nothing.
/// </summary>
internal static class SegmentConsents
{
    /// <summary>The track event by which Segment's libraries report a changed choice.</summary>
    public const string Updated = "Segment Consent Preference Updated";

    private const string EveryChannel = "*";
    private const int MaxPurposeLength = 100;

    /// <summary>The reason why the statement cannot be used, or null.</summary>
    public static string? Read(JsonElement context, string evidence, out IReadOnlyList<ConsentEntry> consents)
    {
        var states = new SortedDictionary<string, ConsentState>(StringComparer.Ordinal);
        consents = [];
        var preferences = context.Object("consent").Object("categoryPreferences");
        if (preferences.ValueKind == JsonValueKind.Object)
        {
            foreach (var category in preferences.EnumerateObject())
            {
                if (category.Value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
                {
                    return "context.consent.categoryPreferences has a value that is neither true nor false.";
                }

                states[category.Name] = category.Value.GetBoolean() ? ConsentState.Granted : ConsentState.Denied;
            }
        }

        // Denied is written last: a category in both lists is denied.
        var management = context.Object("consentManagement");
        AddAll(states, management, "allowedConsentIds", ConsentState.Granted);
        AddAll(states, management, "deniedConsentIds", ConsentState.Denied);
        if (states.Keys.Any(p => p.Length > MaxPurposeLength || string.IsNullOrWhiteSpace(p)))
        {
            return $"A consent category has no name, or one of more than {MaxPurposeLength} characters.";
        }

        consents = [.. states.Select(s => new ConsentEntry(s.Key, EveryChannel, s.Value, Evidence: evidence))];
        return null;
    }

    private static void AddAll(SortedDictionary<string, ConsentState> states, JsonElement management, string list, ConsentState state)
    {
        foreach (var item in management.Items(list).Where(i => i.ValueKind == JsonValueKind.String))
        {
            states[item.GetString()!] = state;
        }
    }
}
