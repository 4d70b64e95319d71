namespace ServerlessCdi.Embedded.Functions.Http;

/// <summary>host-keys.json: the master key, and function keys by name. Several may be alive at once, so that a caller can be moved over.</summary>
internal sealed record HostKeysFile(string? Master, IReadOnlyDictionary<string, string>? FunctionKeys);
