using System.Security.Cryptography;

namespace ServerlessCdi.Pipeline.Intake;

internal static class Quarantined
{
    /// <summary>Names a part by its source and content, so that a redelivery of it is the same item.</summary>
    public static string IdOf(string source, ReadOnlySpan<byte> content) =>
        $"{source}~{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 16))}";
}
