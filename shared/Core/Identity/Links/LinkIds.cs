using System.Security.Cryptography;
using System.Text;
using ServerlessCdi.Core.Profiles;

namespace ServerlessCdi.Core.Identity.Links;

/// <summary>Ids that follow from records.</summary>
internal static class LinkIds
{
    /// <summary>32 hex digits, the same whichever side is named first and in whatever order its records are.</summary>
    public static string Of(string kind, IEnumerable<RecordKey> left, IEnumerable<RecordKey> right)
    {
        string[] sides = [SideOf(left), SideOf(right)];
        Array.Sort(sides, StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u0002', [kind, .. sides]))).AsSpan(0, 16));
    }

    private static string SideOf(IEnumerable<RecordKey> records) =>
        string.Join('\u0001', records.Order().Select(r => string.Join('\0', r.Source, r.Object, r.Key)));
}
