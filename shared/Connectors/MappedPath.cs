namespace ServerlessCdi.Connectors;

/// <summary>One place of a source's records that its mapping speaks of.</summary>
/// <param name="Object">The kind of object; null: any.</param>
/// <param name="Path">As contracts write it (<see cref="Contracts.ContractPath"/>); empty for <see cref="MappedUse.Others"/>.</param>
public sealed record MappedPath(string? Object, string Path, MappedUse Use);

public enum MappedUse
{
    /// <summary>A field, an identifier, a consent, or what the change itself is known by.</summary>
    Read,

    /// <summary>What the record is known by.</summary>
    RecordId,

    /// <summary>Never taken, on purpose.</summary>
    Dropped,

    /// <summary>Every plain member of the record that no rule names is kept.</summary>
    Others,
}
