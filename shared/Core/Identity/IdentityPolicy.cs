namespace ServerlessCdi.Core.Identity;

/// <summary>Which identifiers count, what they may tie, and how many of a type one person may have.</summary>
public sealed record IdentityPolicy
{
    /// <summary>Most identifiers of any type that has no limit of its own.</summary>
    public const int DefaultLimit = 50;

    /// <summary>Most people who may claim an identifier of any type that has no number of its own.</summary>
    public const int DefaultSharedAfter = 5;

    /// <summary>What browsers and devices are called where the policy names no weak types: several people use them.</summary>
    public static IReadOnlySet<string> DefaultWeak { get; } = new HashSet<string>(StringComparer.Ordinal) { Identifier.AnonymousId, Identifier.DeviceId };

    public static IdentityPolicy Default { get; } = new();

    /// <summary>Normalised values that never lead to a person, such as <c>test@example.com</c>, by identifier type; <c>*</c> for every type.</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<string>> Blocked { get; init; } = new Dictionary<string, IReadOnlySet<string>>();

    /// <summary>
    /// Most identifiers of a type that a person may have. Two persons whose union would pass it are not merged: a value
    /// that ties so many together is a shared one.
    /// </summary>
    public IReadOnlyDictionary<string, int> Limits { get; init; } = new Dictionary<string, int>();

    /// <summary>Types that attach anonymous history to a person and never tie two persons who are both known.</summary>
    public IReadOnlySet<string> Weak { get; init; } = DefaultWeak;

    /// <summary>Whether an address of a function, such as <c>info@</c>, ties persons. It does not unless the policy says so.</summary>
    public bool RoleAddressesTie { get; init; }

    /// <summary>Most different people who may claim an identifier, by type; with one more it is shared, and ties nobody any more.</summary>
    public IReadOnlyDictionary<string, int> SharedAfter { get; init; } = new Dictionary<string, int>();

    /// <summary>The same for types that are not in <see cref="SharedAfter"/>.</summary>
    public int SharedAfterOthers { get; init; } = DefaultSharedAfter;

    /// <summary>Golden fields of which persons of one household have the same values, all of them; empty: there are no households.</summary>
    public IReadOnlyList<string> Household { get; init; } = [];

    public bool IsBlocked(Identifier identifier) =>
        (Blocked.TryGetValue(identifier.Type, out var ofType) && ofType.Contains(identifier.Value))
        || (!identifier.IsExternal && Blocked.TryGetValue("*", out var any) && any.Contains(identifier.Value));

    public bool IsWeak(Identifier identifier) => Weak.Contains(identifier.Type);

    /// <summary>Whether the identifier is an address that a function has, and not a person, as far as this policy cares.</summary>
    public bool IsRole(Identifier identifier) =>
        !RoleAddressesTie && identifier.Type == Identifier.Email && RoleAddress.Is(identifier.Value);

    /// <summary>Whether the identifier leads to anybody at all.</summary>
    public bool Leads(Identifier identifier) => !IsBlocked(identifier) && !IsRole(identifier);

    public int LimitOf(string type) => Limits.TryGetValue(type, out var limit) ? limit : DefaultLimit;

    public int SharedAfterOf(string type) => SharedAfter.TryGetValue(type, out var people) ? people : SharedAfterOthers;
}
