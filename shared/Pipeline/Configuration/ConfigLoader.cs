using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using ServerlessCdi.Connectors;
using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Profiles;

namespace ServerlessCdi.Pipeline.Configuration;

/// <summary>
/// Turns a configuration folder (<c>sources/*.json</c>, <c>destinations/*.json</c>, <c>policy.json</c>) into what the
/// pipeline works with, or into the list of everything that is wrong with it. There is no half-loaded configuration.
/// </summary>
public static class ConfigLoader
{
    /// <exception cref="ConfigException">Something is wrong; the message lists all of it.</exception>
    public static IntegrationConfig Load(string folder) => Load(folder, Catalog.All);

    /// <param name="connectors">The connectors that files may name.</param>
    /// <exception cref="ConfigException">Something is wrong; the message lists all of it.</exception>
    public static IntegrationConfig Load(string folder, IReadOnlyList<IConnector> connectors)
    {
        var errors = new ConfigErrors();
        return TryLoad(folder, connectors, out var config, errors) ? config : throw new ConfigException(folder, errors.All);
    }

    public static bool TryLoad(string folder, [NotNullWhen(true)] out IntegrationConfig? config, ConfigErrors errors) =>
        TryLoad(folder, Catalog.All, out config, errors);

    public static bool TryLoad(
        string folder, IReadOnlyList<IConnector> connectors, [NotNullWhen(true)] out IntegrationConfig? config, ConfigErrors errors)
    {
        config = null;
        var before = errors.All.Count;
        if (!Directory.Exists(folder))
        {
            errors.File = folder;
            errors.Add("$", "is no folder: it must hold sources/, destinations/ and, if wanted, policy.json");
            return false;
        }

        var lookup = new ConnectorLookup(connectors, errors);
        var keys = new List<string>();
        var files = LoadAll(folder, "sources", SourceFile.Read, errors, keys);
        var sources = files.Select(f => lookup.Bind(f.File, f.Entry)).ToList();
        var destinations = LoadAll(folder, "destinations", DestinationFile.Read, errors, []).Select(f => lookup.Bind(f.File, f.Entry)).ToList();
        var (identity, survivorship, matching) = LoadPolicy(folder, keys, errors);
        survivorship = survivorship with { Authority = AuthorityRules.Join(files, errors) };
        if (errors.All.Count > before)
        {
            return false;
        }

        var disabled = files.Where(f => !f.Entry.Enabled).Select(f => f.Entry.Settings).ToList();
        config = new([.. sources.OfType<ConfiguredSource>()], [.. destinations.OfType<ConfiguredDestination>()], identity, survivorship)
        {
            DisabledSources = [.. disabled],
            Matching = matching,
            Fields = FieldCatalog.Of(sources.OfType<ConfiguredSource>().SelectMany(s => s.Webhook.Fields).Concat(disabled.SelectMany(lookup.FieldsOf))),
        };
        return true;
    }

    private static List<(string File, ConfigEntry<TSettings> Entry)> LoadAll<TSettings>(
        string folder,
        string kind,
        Func<JsonElement, string, ConfigErrors, ConfigEntry<TSettings>> read,
        ConfigErrors errors,
        List<string> keys)
    {
        var entries = new List<(string, ConfigEntry<TSettings>)>();
        var path = Path.Combine(folder, kind);
        if (!Directory.Exists(path))
        {
            return entries;
        }

        foreach (var file in Directory.EnumerateFiles(path, "*.json").Order(StringComparer.Ordinal))
        {
            errors.File = $"{kind}/{Path.GetFileName(file)}";
            var root = ConfigFile.Read(file, errors);
            if (root.ValueKind == JsonValueKind.Undefined)
            {
                keys.Add(Path.GetFileNameWithoutExtension(file));
                continue;
            }

            var entry = read(root, Path.GetFileNameWithoutExtension(file), errors);
            if (entries.Find(e => e.Item2.Key == entry.Key) is (string other, _))
            {
                errors.Add("$.key", $"is the key of {other} too");
            }

            keys.Add(entry.Key);
            entries.Add((errors.File, entry));
        }

        return entries;
    }

    private static (IdentityPolicy Identity, SurvivorshipPolicy Survivorship, MatchingPolicy? Matching) LoadPolicy(
        string folder, IReadOnlyList<string> sources, ConfigErrors errors)
    {
        var path = Path.Combine(folder, "policy.json");
        if (!File.Exists(path))
        {
            return (IdentityPolicy.Default, SurvivorshipPolicy.Default, null);
        }

        errors.File = "policy.json";
        var root = ConfigFile.Read(path, errors);
        var (identity, survivorship) = PolicyFile.Read(root, sources, errors);
        return (identity, survivorship, root.ValueKind == JsonValueKind.Object ? MatchingPolicyFile.Read(root, folder, errors) : null);
    }
}
