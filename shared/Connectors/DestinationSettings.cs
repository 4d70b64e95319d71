using System.Text.Json;

namespace ServerlessCdi.Connectors;

/// <summary>One file of <c>config/destinations</c>, checked as far as it is the same for every connector.</summary>
public sealed record DestinationSettings
{
    public required string Key { get; init; }

    public required string Connector { get; init; }

    /// <summary>Names the system behind it; the same text as in a source makes the two one system.</summary>
    public required string System { get; init; }

    /// <summary>Names of Key Vault secrets; the newest live version signs, all live ones where a convention allows several.</summary>
    public required IReadOnlyList<string> Secrets { get; init; }

    /// <summary>Purpose and channel that must be granted at the moment of sending; null only where the file says that none is needed.</summary>
    public ConsentNeed? Consent { get; init; }

    /// <summary>Canonical fields that the destination may have. Nothing else leaves.</summary>
    public required IReadOnlyList<string> Fields { get; init; }

    /// <summary>Identifier types that the destination may have.</summary>
    public required IReadOnlyList<string> Identifiers { get; init; }

    /// <summary>Those of the fields and identifiers that it may have although a mapping calls them sensitive.</summary>
    public IReadOnlyList<string> SensitiveFields { get; init; } = [];

    /// <summary>Calls allowed per <see cref="RateWindow"/>.</summary>
    public int RateLimit { get; init; } = 100;

    public TimeSpan RateWindow { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Calls in flight at once, 1 to 64.</summary>
    public int Concurrency { get; init; } = 4;

    /// <summary>Partitions of its work: each is spoken for by one worker at a time. 1 to 16.</summary>
    public int Shards { get; init; } = 1;

    public required JsonElement Options { get; init; }
}

public sealed record ConsentNeed(string Purpose, string Channel);
