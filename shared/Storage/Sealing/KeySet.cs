namespace ServerlessCdi.Storage.Sealing;

/// <summary>What is needed to write: the hash in force and the newest wrapping key.</summary>
internal sealed record KeySet(KeyedHash Hash, WrappingKey Newest);
