using System.Text.Json;
using ServerlessCdi.Core.Identity;

namespace ServerlessCdi.Connectors.TrackEvents;

/// <summary>Whom an event is about: the user's record, or the anonymous visitor's, and what else leads to the person.</summary>
internal sealed class TrackPerson
{
    /// <summary>What makes a visitor's record another than that of a user with the same id.</summary>
    private const string Anonymous = "anonymous:";

    private const int MaxTypeLength = 40;

    private readonly List<Identifier> _identifiers = [];
    private readonly string? _region;

    public TrackPerson(JsonElement e, string? region)
    {
        _region = region;
        var user = Add(Identifier.UserId, e.Text("userId"u8));
        var visitor = Add(Identifier.AnonymousId, e.Text("anonymousId"u8));
        Key = user ?? (visitor is null ? null : Anonymous + visitor);
        var context = e.Member("context"u8);
        var traits = Traits(e);
        Add(Identifier.Email, traits.Text("email"u8));
        Add(Identifier.Phone, traits.Text("phone"u8));
        Add(Identifier.DeviceId, context.Member("device"u8).Text("id"u8));
        AddExternals(context.Member("externalIds"u8));
        AddExternals(context.Member("externalId"u8));
    }

    /// <summary>The record's key; null where the event names neither a user nor a visitor usably.</summary>
    public string? Key { get; }

    public IReadOnlyList<Identifier> Identifiers => _identifiers;

    /// <summary>The traits of the person; those of a group are not.</summary>
    public static JsonElement Traits(JsonElement e) =>
        e.Text("type"u8) == "identify" && e.Member("traits"u8) is { ValueKind: JsonValueKind.Object } own ? own : e.Member("context"u8).Member("traits"u8);

    /// <summary>The normalised value, or null where it can lead to nobody.</summary>
    public string? Add(string type, string? raw)
    {
        if (!IdentifierRules.TryNormalise(type, raw, _region, out var identifier))
        {
            return null;
        }

        if (!_identifiers.Contains(identifier))
        {
            _identifiers.Add(identifier);
        }

        return identifier.Value;
    }

    private void AddExternals(JsonElement list)
    {
        if (list.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        foreach (var external in list.EnumerateArray())
        {
            // Everyone in a group would become one person, and a hash is no id that others have too.
            if (external.Text("type"u8) is { Length: > 0 and <= MaxTypeLength } type
                && external.Text("collection"u8) is null or "users" or "user"
                && external.Text("encoding"u8) is null or "none"
                && TypeOf(type) is { } name)
            {
                Add(name, external.Text("id"u8));
            }
        }
    }

    /// <summary>Without a colon nothing outside can name another source's record.</summary>
    private static string? TypeOf(string type)
    {
        var name = string.Concat(type.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '_'));
        return char.IsAsciiLetter(name[0]) && name != "group_id" ? name : null;
    }
}
