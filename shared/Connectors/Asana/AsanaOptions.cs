using System.Text.Json;

namespace ServerlessCdi.Connectors.Asana;

/// <summary>The <c>options</c> of an Asana source.</summary>
internal sealed record AsanaOptions
{
    /// <summary>Until this moment a handshake may bring a secret that is not known yet. Default: never, and no hook can be made.</summary>
    public DateTimeOffset? AcceptHandshakeUntil { get; init; }

    /// <returns>Null where something is wrong, with every mistake added.</returns>
    public static AsanaOptions? Read(JsonElement json, ConfigErrors errors)
    {
        const string Until = "acceptHandshakeUntil";
        var before = errors.All.Count;
        var options = new ConfigObject(json, "$.options", errors);
        var text = options.Text(Until);
        var until = VendorTime.Iso(text);
        if (text is not null && until is null)
        {
            options.Error(Until, "must be a time in ISO 8601, such as 2026-12-01T18:00:00Z");
        }

        options.Done();
        return errors.All.Count == before ? new() { AcceptHandshakeUntil = until } : null;
    }
}
