namespace ServerlessCdi.Pipeline.Configuration;

/// <summary>One source or destination as its file states it.</summary>
/// <param name="Connector">The connector's key as written; null where the file has none.</param>
/// <param name="Sound">The file has no mistake that every connector would find.</param>
internal sealed record ConfigEntry<TSettings>(TSettings Settings, string Key, string? Connector, bool Enabled, bool Sound);
