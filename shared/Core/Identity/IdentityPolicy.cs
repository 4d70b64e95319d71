namespace ServerlessCdi.Core.Identity;

/// <summary>Which identifiers count, and how many of a type one person may have.</summary>
public sealed record IdentityPolicy
{
    /// <summary>Most identifiers of any type that has no limit of its own.</summary>
    public const int DefaultLimit = 50;

    public static IdentityPolicy Default { get; } = new();

    /// <summary>Normalised values that never lead to a person, such as <c>test@example.com</c>, by identifier type; <c>*</c> for every type.</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<string>> Blocked { get; init; } = new Dictionary<string, IReadOnlySet<string>>();

    /// <summary>
    /// Most identifiers of a type that a person may have. Two persons whose union would pass it are not merged: a value
    /// that ties so many together is a shared one.
    /// </summary>
    public IReadOnlyDictionary<string, int> Limits { get; init; } = new Dictionary<string, int>();

    public bool IsBlocked(Identifier identifier) =>
        (Blocked.TryGetValue(identifier.Type, out var ofType) && ofType.Contains(identifier.Value))
        || (!identifier.IsExternal && Blocked.TryGetValue("*", out var any) && any.Contains(identifier.Value));

    public int LimitOf(string type) => Limits.TryGetValue(type, out var limit) ? limit : DefaultLimit;
}
