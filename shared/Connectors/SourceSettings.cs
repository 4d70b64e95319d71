using System.Text.Json;
using ServerlessCdi.Core.Profiles;

namespace ServerlessCdi.Connectors;

/// <summary>One file of <c>config/sources</c>, checked as far as it is the same for every connector.</summary>
public sealed record SourceSettings
{
    /// <summary>The instance's name, such as <c>hubspot-eu</c>: lower-case letters, digits and dashes, at most 40.</summary>
    public required string Key { get; init; }

    public required string Connector { get; init; }

    /// <summary>Names the system behind it; a destination of the same system is never told what it said itself.</summary>
    public required string System { get; init; }

    /// <summary>Names of Key Vault secrets, any of whose live versions may sign.</summary>
    public required IReadOnlyList<string> Secrets { get; init; }

    /// <summary>ISO 3166 country whose rules read a phone number without a country code; null: such a number is no identifier.</summary>
    public string? Region { get; init; }

    /// <summary>The URL that the vendor calls, where a proxy hides it from the app and the vendor signs it.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>The connector's own settings; an empty object where the file has none.</summary>
    public required JsonElement Options { get; init; }

    /// <summary>The field mapping, for connectors that take theirs from configuration; undefined where the file has none.</summary>
    public JsonElement Mapping { get; init; }

    /// <summary>What the source promises to send; undefined where the file says nothing of it.</summary>
    public JsonElement Contract { get; init; }

    /// <summary>What the source may do to golden fields, by kind of object and field; where it says nothing it may write.</summary>
    public IReadOnlyDictionary<(string Object, string Field), FieldAuthority> Authority { get; init; } = new Dictionary<(string, string), FieldAuthority>();
}
