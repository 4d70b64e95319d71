using System.Collections.Frozen;
using System.Text.Json;
using ServerlessCdi.Connectors.Mapping;

namespace ServerlessCdi.Connectors.Twilio;

/// <summary>The <c>options</c> of a Twilio source.</summary>
internal sealed record TwilioOptions
{
    /// <summary>Twilio's own (https://help.twilio.com/articles/223134027), seen 2026-11-22.</summary>
    private static readonly string[] UsualStops = ["STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"];

    /// <summary>Twilio takes YES for one as well, which also answers every other question.</summary>
    private static readonly string[] UsualStarts = ["START", "UNSTOP"];

    /// <summary>What STOP refuses and START allows. Default: <c>marketing</c>.</summary>
    public required string Purpose { get; init; }

    /// <summary>Words that refuse where Twilio does not say so itself, beside its own.</summary>
    public required FrozenSet<string> Stops { get; init; }

    /// <summary>Words that allow again, beside its own.</summary>
    public required FrozenSet<string> Starts { get; init; }

    /// <returns>Null where something is wrong, with every mistake added.</returns>
    public static TwilioOptions? Read(JsonElement json, ConfigErrors errors)
    {
        var before = errors.All.Count;
        var options = new ConfigObject(json, "$.options", errors);
        var purpose = options.Raw("purpose").ValueKind == JsonValueKind.Undefined ? "marketing" : options.Text("purpose");
        if (purpose is not null && MappingWords.LabelMistake(purpose) is { } mistake)
        {
            options.Error("purpose", mistake);
        }

        var stops = options.Texts("stopWords");
        var starts = options.Texts("startWords");
        options.Done();
        return purpose is null || errors.All.Count > before
            ? null
            : new()
            {
                Purpose = purpose,
                Stops = UsualStops.Concat(stops).ToFrozenSet(StringComparer.OrdinalIgnoreCase),
                Starts = UsualStarts.Concat(starts).ToFrozenSet(StringComparer.OrdinalIgnoreCase),
            };
    }
}
