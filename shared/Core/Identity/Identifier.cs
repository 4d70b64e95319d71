namespace ServerlessCdi.Core.Identity;

/// <summary>Something that leads to a person: a type and a normalised value. Compare ordinally.</summary>
public readonly record struct Identifier(string Type, string Value) : IComparable<Identifier>
{
    public const string Email = "email";
    public const string Phone = "phone";
    public const string UserId = "user_id";
    public const string AnonymousId = "anonymous_id";
    public const string DeviceId = "device_id";

    private const string ExternalPrefix = "external:";

    public bool IsExternal => Type.StartsWith(ExternalPrefix, StringComparison.Ordinal);

    /// <summary>The identifier that a source's own record is: every change finds its person at least through this.</summary>
    public static Identifier External(string source, string @object, string key) =>
        new(string.Concat(ExternalPrefix, source, ":", @object), key);

    public int CompareTo(Identifier other)
    {
        var byType = string.CompareOrdinal(Type, other.Type);
        return byType != 0 ? byType : string.CompareOrdinal(Value, other.Value);
    }

    public static bool operator <(Identifier left, Identifier right) => left.CompareTo(right) < 0;

    public static bool operator >(Identifier left, Identifier right) => left.CompareTo(right) > 0;

    public static bool operator <=(Identifier left, Identifier right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Identifier left, Identifier right) => left.CompareTo(right) >= 0;

    /// <summary>The type only: a value is personal data and does not belong in a log or a message.</summary>
    public override string ToString() => Type;
}
