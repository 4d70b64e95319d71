using ServerlessCdi.Core.Profiles;

namespace ServerlessCdi.Pipeline.Resolve;

/// <summary>A person kept changing under every attempt to write; the change is tried again later.</summary>
public sealed class StoreContentionException(ProfileId id)
    : Exception($"Profile {id} was changed by others at every attempt to write it. Its changes are tried again later.");
