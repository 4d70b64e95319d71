using System.Text.Json;
using ServerlessCdi.Connectors.Mapping;

namespace ServerlessCdi.Connectors.Mandrill;

/// <summary>The <c>options</c> of a Mandrill source.</summary>
internal sealed record MandrillOptions
{
    private const int MaxNameLength = 100;

    /// <summary>What an unsubscription or a spam complaint refuses. Default: <c>marketing</c>.</summary>
    public required string Purpose { get; init; }

    /// <summary>Names of metadata that go to the timeline with an event. Default: none.</summary>
    public required IReadOnlyList<string> Metadata { get; init; }

    /// <returns>Null where something is wrong, with every mistake added.</returns>
    public static MandrillOptions? Read(JsonElement json, ConfigErrors errors)
    {
        var before = errors.All.Count;
        var options = new ConfigObject(json, "$.options", errors);
        var purpose = options.Raw("purpose").ValueKind == JsonValueKind.Undefined ? "marketing" : options.Text("purpose");
        if (purpose is not null && MappingWords.LabelMistake(purpose) is { } mistake)
        {
            options.Error("purpose", mistake);
        }

        var metadata = options.Texts("metadata", mistake: name => name.Length > MaxNameLength ? $"must be at most {MaxNameLength} characters" : null);
        options.Done();
        return purpose is null || errors.All.Count > before ? null : new() { Purpose = purpose, Metadata = metadata };
    }
}
