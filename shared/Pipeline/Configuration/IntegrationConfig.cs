using System.Collections.Concurrent;
using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.Contracts;
using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Profiles;

namespace ServerlessCdi.Pipeline.Configuration;

/// <summary>The whole of the configuration folder, checked and bound. Immutable: a change of configuration is a new start.</summary>
public sealed class IntegrationConfig(
    IReadOnlyList<ConfiguredSource> sources,
    IReadOnlyList<ConfiguredDestination> destinations,
    IdentityPolicy identity,
    SurvivorshipPolicy survivorship)
{
    private readonly Dictionary<string, ConfiguredSource> _sources = sources.ToDictionary(s => s.Settings.Key, StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, string>> _withheld = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ConfiguredDestination> _destinations = destinations.ToDictionary(d => d.Settings.Key, StringComparer.Ordinal);

    public IReadOnlyList<ConfiguredSource> Sources { get; } = sources;

    /// <summary>Sources that refuse everything. Their records stay, and so does what they may write.</summary>
    public IReadOnlyList<SourceSettings> DisabledSources { get; init; } = [];

    public IReadOnlyList<ConfiguredDestination> Destinations { get; } = destinations;

    /// <summary>What fields may be used for, by the word of every source.</summary>
    public FieldCatalog Fields { get; init; } = FieldCatalog.Of(sources.SelectMany(s => s.Webhook.Fields));

    public IdentityPolicy Identity { get; } = identity;

    public SurvivorshipPolicy Survivorship { get; } = survivorship;

    /// <summary>How records that share no identifier are matched; null: they are not.</summary>
    public MatchingPolicy? Matching { get; init; }

    public ConfiguredSource? Source(string key) => _sources.GetValueOrDefault(key);

    /// <summary>What the destination asks for and never gets, with the rule.</summary>
    public IReadOnlyDictionary<string, string> Withheld(DestinationSettings destination) =>
        _withheld.GetOrAdd(destination.Key, _ => Fields.Withheld(destination));

    public ConfiguredDestination? Destination(string key) => _destinations.GetValueOrDefault(key);
}

public sealed record ConfiguredSource(SourceSettings Settings, IConnector Connector, IWebhookSource Webhook)
{
    /// <summary>What the source promises to send; null where its file does not say.</summary>
    public SourceContract? Contract { get; init; }
}

public sealed record ConfiguredDestination(DestinationSettings Settings, IConnector Connector, IDestination Destination);
