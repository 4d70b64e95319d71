namespace ServerlessCdi.Pipeline.Configuration;

/// <summary>What the comparison of a mapping with its contract, or of a destination with the fields' bounds, has to say.</summary>
/// <param name="IsError">It cannot be right. Otherwise someone should decide: map it, drop it, or say that it is not wanted.</param>
public sealed record ContractRemark(string File, string Path, string Message, bool IsError)
{
    public override string ToString() => $"{File} {Path}: {Message}";
}
