using System.Text.Json;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Identity;

namespace ServerlessCdi.Connectors.Segment;

/// <summary>Whom a call is about: the record that it speaks of and everything in it that leads to a person.</summary>
internal sealed class SegmentPerson(string? region)
{
    private const int MaxTypeLength = 40;

    // A group is not a person: everyone in one would become one.
    private const string GroupId = "group_id";

    private readonly List<Identifier> _identifiers = [];

    public IReadOnlyList<Identifier> Identifiers => _identifiers;

    /// <summary>The user's record, or the anonymous visitor's; null where the call names neither usably.</summary>
    public RecordRef? Record { get; private set; }

    public static SegmentPerson Of(JsonElement call, JsonElement traits, string? region)
    {
        var person = new SegmentPerson(region);
        var user = person.Add(Identifier.UserId, call.Text("userId"));
        var visitor = person.Add(Identifier.AnonymousId, call.Text("anonymousId"));
        var context = call.Object("context");
        person.Add(Identifier.Email, traits.Text("email"));
        person.Add(Identifier.Phone, traits.Text("phone"));
        person.Add(Identifier.DeviceId, context.Object("device").Text("id"));
        foreach (var external in context.Items("externalIds").Concat(context.Items("externalId")))
        {
            person.AddExternal(external);
        }

        person.Record = user is not null ? new("contact", user)
            : visitor is not null ? new("contact", $"anonymous:{visitor}")
            : null;
        return person;
    }

    /// <summary>The normalised value, or null where it can lead to nobody.</summary>
    public string? Add(string type, string? raw)
    {
        if (!IdentifierRules.TryNormalise(type, raw, region, out var identifier))
        {
            return null;
        }

        if (!_identifiers.Contains(identifier))
        {
            _identifiers.Add(identifier);
        }

        return identifier.Value;
    }

    // A write key stands in every web page, so an outsider may send any type: none can be that of another source's record.
    private void AddExternal(JsonElement external)
    {
        if (external.Text("type") is not { Length: <= MaxTypeLength } type
            || external.Text("collection") is not (null or "users" or "user")
            || external.Text("encoding") is not (null or "none"))
        {
            return;
        }

        var name = string.Create(type.Length, type, static (span, text) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = char.IsAsciiLetterOrDigit(text[i]) ? char.ToLowerInvariant(text[i]) : '_';
            }
        });
        if (char.IsAsciiLetter(name[0]) && name != GroupId)
        {
            Add(name, external.Text("id"));
        }
    }
}
