namespace ServerlessCdi.Connectors;

/// <summary>What a connector is and can do; README's table, docs and the console are made from it.</summary>
public sealed record ConnectorManifest
{
    /// <summary>Lower-case key, as used in configuration: <c>hubspot</c>.</summary>
    public required string Key { get; init; }

    /// <summary>The vendor's own spelling of its name.</summary>
    public required string Name { get; init; }

    /// <summary>How a delivery is shown to be genuine, in a few words: <c>HMAC-SHA256 (v3)</c>.</summary>
    public required string Verification { get; init; }

    /// <summary>Vendor events that become changes.</summary>
    public required IReadOnlyList<string> Events { get; init; }

    /// <summary>The vendor's documentation that the connector follows.</summary>
    public required Uri Documentation { get; init; }
}
