using System.Security.Cryptography;
using System.Text;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Intake;

internal static class Quarantined
{
    /// <summary>Names a part by its source and content, so that a redelivery of it is the same item.</summary>
    public static string IdOf(string source, ReadOnlySpan<byte> content) =>
        $"{source}~{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 16))}";

    /// <summary>A change that was understood and cannot go on.</summary>
    public static QuarantineItem Of(Change change, string reason) =>
        new(IdOf(change.Source, Encoding.UTF8.GetBytes(change.Id)), change.Source, reason, change.ReceivedAt, ReadOnlyMemory<byte>.Empty, change);
}
