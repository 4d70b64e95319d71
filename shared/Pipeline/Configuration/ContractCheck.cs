using System.Text.Json;
using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.Contracts;

namespace ServerlessCdi.Pipeline.Configuration;

/// <summary>
/// Compares what sources promise with what their mappings read. The app starts whatever this finds: a contract describes
/// somebody else's system.
/// </summary>
public static class ContractCheck
{
    public static IReadOnlyList<ContractRemark> Run(IntegrationConfig config)
    {
        var remarks = new List<ContractRemark>();
        foreach (var source in config.Sources)
        {
            if (source.Contract is { } contract)
            {
                Compare(source, contract, new($"sources/{source.Settings.Key}.json", remarks));
            }
        }

        foreach (var destination in config.Destinations)
        {
            var report = new Report($"destinations/{destination.Settings.Key}.json", remarks);
            foreach (var (field, rule) in config.Withheld(destination.Settings))
            {
                report.Warning(destination.Settings.Fields.Contains(field) ? "$.fields" : "$.identifiers", $"asks for {field}, which it never gets: {rule}");
            }
        }

        return remarks;
    }

    private static void Compare(ConfiguredSource source, SourceContract contract, Report report)
    {
        var paths = source.Webhook.Paths;
        if (paths.Count == 0)
        {
            report.Warning("$.contract", $"cannot be compared with what {source.Connector.Manifest.Name} reads: the connector maps its fields itself");
            return;
        }

        foreach (var @object in contract.Objects)
        {
            CheckCoverage(@object, contract.Fields(@object), [.. paths.Where(p => p.Object is null || p.Object == @object)], report);
        }

        CheckPaths(contract, paths, OwnPaths(source.Settings.Mapping), report);
        foreach (var misfit in TransformFit.Misfits(source.Settings.Mapping, contract))
        {
            report.Error(misfit.Path, misfit.Message);
        }
    }

    /// <summary>Every field of the contract is mapped, dropped on purpose, or said to be unused.</summary>
    private static void CheckCoverage(string @object, IReadOnlyList<ContractField> fields, List<MappedPath> paths, Report report)
    {
        var keepsOthers = paths.Any(p => p.Use == MappedUse.Others);
        foreach (var field in fields.Where(f => f.Declared && !f.Unused && !HasChildren(f, fields)))
        {
            var isPlainMember = field.Path.IndexOfAny(['.', '[']) < 0 && field.Type is not (ContractType.List or ContractType.Object);
            if (!(keepsOthers && isPlainMember) && !paths.Any(p => p.Use != MappedUse.Others && Touches(p.Path, field.Path)))
            {
                report.Warning(
                    Place(@object, field.Path), "is in the contract and not in the mapping: map it, drop it there, or mark it here as \"unused\": true");
            }
        }

        foreach (var id in paths.Where(p => p.Use == MappedUse.RecordId))
        {
            if (fields.FirstOrDefault(f => f.Path == id.Path) is { Required: false, Declared: true })
            {
                report.Error(Place(@object, id.Path), "is the record's id, without which a record cannot be kept: it must be required");
            }
        }
    }

    /// <summary>What the source's own mapping reads stands in the contract; what a connector ships may read what a vendor does not send here.</summary>
    private static void CheckPaths(SourceContract contract, IReadOnlyList<MappedPath> paths, HashSet<string> own, Report report)
    {
        foreach (var path in paths.Where(p => p.Use is MappedUse.Read or MappedUse.RecordId && own.Contains(p.Path)).DistinctBy(p => (p.Object, p.Path)))
        {
            var objects = path.Object is null ? contract.Objects : contract.Objects.Where(o => o == path.Object);
            if (!objects.Any(o => contract.IsOpen(o) || IsIn(path.Path, contract.Fields(o))))
            {
                var where = path.Object is null ? "the contract" : $"the contract of {path.Object}";
                report.Error("$.mapping", $"reads {path.Path}, which is not in {where}");
            }
        }

        foreach (var missing in paths.Select(p => p.Object).OfType<string>().Distinct().Except(contract.Objects))
        {
            report.Warning("$.contract.objects", $"has no {missing}, which the mapping reads: each one that comes is drift");
        }
    }

    private static bool HasChildren(ContractField field, IReadOnlyList<ContractField> fields) => fields.Any(f => IsBelow(f.Path, field.Path));

    private static bool IsIn(string path, IReadOnlyList<ContractField> fields) => fields.Any(f =>
        f.Path == path
        || (f.Type is ContractType.Object or ContractType.List or ContractType.Any && f.Declared && IsBelow(path, f.Path) && !HasChildren(f, fields)));

    /// <summary>The one is the other, holds it, or stands in it.</summary>
    private static bool Touches(string one, string other) => one == other || IsBelow(one, other) || IsBelow(other, one);

    private static bool IsBelow(string path, string parent) =>
        path.Length > parent.Length && path.StartsWith(parent, StringComparison.Ordinal) && path[parent.Length] is '.' or '[';

    private static HashSet<string> OwnPaths(JsonElement mapping)
    {
        var paths = new HashSet<string>(StringComparer.Ordinal);
        Collect(mapping, paths);
        return paths;
    }

    private static void Collect(JsonElement element, HashSet<string> paths)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    Collect(member.Value, paths);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    Collect(item, paths);
                }

                break;
            case JsonValueKind.String when ContractPath.OfMapping(element.GetString()!) is { } path:
                paths.Add(path);
                break;
            default:
                break;
        }
    }

    private static string Place(string @object, string path) => $"$.contract.objects.{@object}.fields['{path.Replace("'", "\\'", StringComparison.Ordinal)}']";

    private sealed record Report(string File, List<ContractRemark> Remarks)
    {
        public void Error(string path, string message) => Remarks.Add(new(File, path, message, IsError: true));

        public void Warning(string path, string message) => Remarks.Add(new(File, path, message, IsError: false));
    }
}
