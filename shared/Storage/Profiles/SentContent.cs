namespace ServerlessCdi.Storage.Profiles;

/// <summary>The sealed part of a <c>sent</c> row.</summary>
internal sealed record SentContent(string Hash, IReadOnlyList<string> Echoes, string? Reason);
