using System.Text.Json;
using ServerlessCdi.Connectors.Mapping;

namespace ServerlessCdi.Connectors.Postscript;

/// <summary>The <c>options</c> of a Postscript source.</summary>
internal sealed record PostscriptOptions
{
    /// <summary>How <c>event_time</c> is written. Default: ISO 8601, in UTC where it names no zone; <c>timeZone</c> sets another.</summary>
    public required TimeFormat Time { get; init; }

    /// <summary>What is opted in to. Default: <c>marketing</c>.</summary>
    public required string Purpose { get; init; }

    /// <returns>Null where something is wrong, with every mistake added.</returns>
    public static PostscriptOptions? Read(JsonElement json, ConfigErrors errors)
    {
        var before = errors.All.Count;
        var options = new ConfigObject(json, "$.options", errors);
        var time = TimeFormat.Bind(options, "timeFormat", "timeZone");
        var purpose = options.Raw("purpose").ValueKind == JsonValueKind.Undefined ? "marketing" : options.Text("purpose");
        if (purpose is not null && MappingWords.LabelMistake(purpose) is { } mistake)
        {
            options.Error("purpose", mistake);
        }

        options.Done();
        return time is null || purpose is null || errors.All.Count > before ? null : new() { Time = time, Purpose = purpose };
    }
}
