using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.Contracts;

namespace ServerlessCdi.Pipeline.Configuration;

/// <summary>Finds the connector that a file names and has it check its own part of the file.</summary>
internal sealed class ConnectorLookup(IReadOnlyList<IConnector> connectors, ConfigErrors errors)
{
    /// <summary>The bound source; null where it is disabled or wrong (reported).</summary>
    public ConfiguredSource? Bind(string file, ConfigEntry<SourceSettings> entry)
    {
        errors.File = file;
        var source = Find<IWebhookConnector>(entry.Connector, "take webhooks in", "source") is { } connector
            && Bind(entry, settings => connector.Bind(settings, errors)) is { } webhook
                ? new ConfiguredSource(entry.Settings, connector, webhook)
                : null;
        var contract = BindContract(entry.Settings);
        return source is null ? null : source with { Contract = contract };
    }

    /// <summary>
    /// What a disabled source's mapping says of its fields, as far as it can be bound: its records stay, and with them what
    /// they may be used for.
    /// </summary>
    public IReadOnlyList<FieldUse> FieldsOf(SourceSettings settings) =>
        connectors.OfType<IWebhookConnector>().FirstOrDefault(c => c.Manifest.Key == settings.Connector)?.Bind(settings, new ConfigErrors())?.Fields ?? [];

    /// <summary>The bound destination; null where it is disabled or wrong (reported).</summary>
    public ConfiguredDestination? Bind(string file, ConfigEntry<DestinationSettings> entry)
    {
        errors.File = file;
        return Find<IDestinationConnector>(entry.Connector, "be delivered to", "destination") is { } connector
            && Bind(entry, settings => connector.Bind(settings, errors)) is { } destination
                ? new(entry.Settings, connector, destination)
                : null;
    }

    /// <summary>A connector that checks records against the contract has read it already, and said what is wrong with it.</summary>
    private SourceContract? BindContract(SourceSettings settings)
    {
        var own = new ConfigErrors { File = errors.File };
        var contract = SourceContract.Bind(settings, own);
        foreach (var mistake in own.All.Except(errors.All).ToList())
        {
            errors.Add(mistake.Path, mistake.Message);
        }

        return contract;
    }

    private TBound? Bind<TSettings, TBound>(ConfigEntry<TSettings> entry, Func<TSettings, TBound?> bind)
        where TBound : class
    {
        if (!entry.Enabled)
        {
            return null;
        }

        var before = errors.All.Count;
        var bound = bind(entry.Settings);
        if (bound is null && errors.All.Count == before && entry.Sound)
        {
            errors.Add("$", $"is refused by the connector {entry.Connector} without a reason");
        }

        return bound;
    }

    private TCapability? Find<TCapability>(string? key, string ability, string kind)
        where TCapability : class, IConnector
    {
        if (key is null)
        {
            return null;
        }

        var found = connectors.FirstOrDefault(c => c.Manifest.Key == key);
        if (found is TCapability capable)
        {
            return capable;
        }

        var able = connectors.OfType<TCapability>().Select(c => c.Manifest.Key).Order(StringComparer.Ordinal).ToArray();
        errors.Add("$.connector", found is null
            ? $"\"{key}\" is no connector{NearestName.Suggest(key, able)} For a {kind}: {string.Join(", ", able)}"
            : $"\"{key}\" cannot {ability}. For a {kind}: {string.Join(", ", able)}");
        return null;
    }
}
