using System.Text.Json;

namespace ServerlessCdi.Tests.EndToEnd.Support;

/// <summary>Short ways into the API's answers.</summary>
internal static class JsonPaths
{
    public static string? Text(this JsonElement element, params string[] path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return null;
            }
        }

        return element.ValueKind == JsonValueKind.String ? element.GetString() : element.ToString();
    }

    public static string Id(this JsonElement profile) => profile.GetProperty("id").GetString()!;

    /// <summary>The value of a golden field; null where the profile has none.</summary>
    public static string? Golden(this JsonElement profile, string field) => profile.Text("fields", field, "value");

    public static IReadOnlyList<JsonElement> Items(this JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray()];

    public static JsonElement? Consent(this JsonElement profile, string purpose)
    {
        foreach (var consent in profile.Items("consents"))
        {
            if (consent.Text("purpose") == purpose)
            {
                return consent;
            }
        }

        return null;
    }

    /// <summary>How the profile stands with a destination.</summary>
    public static JsonElement Delivery(this JsonElement profile, string destination) =>
        profile.Items("deliveries").Single(d => d.Text("destination") == destination);
}
