using System.Security.Cryptography;
using System.Text;
using ServerlessCdi.Connectors.Contracts;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Drift;

/// <summary>Makes findings entries, which are the same for the same drift.</summary>
public static class DriftKey
{
    /// <summary>A finding as an entry seen at one moment.</summary>
    public static DriftEntry Entry(ContractFinding finding, int contractVersion, DateTimeOffset seenAt) => new(
        Id(finding.Kind, finding.Object, finding.Path, finding.Declared, finding.Seen, finding.Value),
        finding.Kind,
        finding.Object,
        finding.Path,
        finding.Declared,
        finding.Seen,
        finding.Value,
        finding.Count,
        seenAt,
        seenAt,
        contractVersion,
        finding.ChangeId);

    /// <summary>The two as one: the counts add up, the first sample stays.</summary>
    public static DriftEntry Join(DriftEntry known, DriftEntry more) => known with
    {
        Count = known.Count + more.Count,
        FirstSeen = known.FirstSeen < more.FirstSeen ? known.FirstSeen : more.FirstSeen,
        LastSeen = known.LastSeen > more.LastSeen ? known.LastSeen : more.LastSeen,
        ContractVersion = Math.Max(known.ContractVersion, more.ContractVersion),
        ChangeId = known.ChangeId ?? more.ChangeId,
    };

    /// <summary>Counted by its kind alone.</summary>
    internal static DriftEntry WithoutPlace(DriftEntry entry) => entry with
    {
        Id = Id(entry.Kind, "", "", null, null, null),
        Object = "",
        Path = "",
        Declared = null,
        Seen = null,
        Value = null,
    };

    private static string Id(ContractFindingKind kind, string @object, string path, string? declared, string? seen, string? value)
    {
        var text = string.Join('\n', kind.ToString(), @object, path, declared, seen, value);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }
}
