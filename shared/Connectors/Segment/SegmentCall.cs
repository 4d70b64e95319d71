using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Identity;

namespace ServerlessCdi.Connectors.Segment;

/// <summary>One call to one change.</summary>
internal static class SegmentCall
{
    private static readonly string[] ViewMembers = ["name", "category"];
    private static readonly FieldValue NoProperties = FieldValue.FromCanonical("{}");

    /// <summary>The reason why the call cannot be used, or null with the change added.</summary>
    /// <param name="route">The call's type; <see cref="SegmentRoute.Batch"/> where the call itself names it.</param>
    public static string? Read(JsonElement call, string route, SegmentContext context)
    {
        if (call.ValueKind != JsonValueKind.Object)
        {
            return "An element is not an object.";
        }

        if (context.KeptDepth is { } depth && call.IsDeeperThan(depth))
        {
            return $"The call nests deeper than {depth} levels.";
        }

        if (call.IsNoObject("traits") || call.IsNoObject("properties") || call.IsNoObject("context"))
        {
            return "One of traits, properties and context is not an object.";
        }

        var type = route == SegmentRoute.Batch ? call.Text("type") : route;
        var inContext = call.Object("context").Object("traits");
        var traits = call.Object("traits") is { ValueKind: JsonValueKind.Object } own && type == SegmentRoute.Identify ? own : inContext;
        var person = SegmentPerson.Of(call, traits, context.Settings.Region);
        if (person.Record is not { } record)
        {
            return "The call has no userId and no anonymousId that could lead to a person.";
        }

        var id = IdOf(call);
        if (SegmentConsents.Read(call.Object("context"), id, out var consents) is { } wrong)
        {
            return wrong;
        }

        var sentAt = SegmentTime.Read(call, "sentAt") ?? context.SentAt;
        var original = SegmentTime.Read(call, "timestamp") ?? SegmentTime.Read(call, "originalTimestamp");
        var (occurredAt, isReceipt) = SegmentTime.Occurred(original, sentAt, context.Request.ReceivedAt);
        var common = new Change
        {
            Id = id,
            Source = context.Settings.Key,
            Record = record,
            Kind = ChangeKind.Event,
            Identifiers = person.Identifiers,
            Consents = consents,
            OccurredAt = occurredAt,
            TimeIsReceipt = isReceipt,
            ReceivedAt = context.Request.ReceivedAt,
        };
        context.Request.Trace?.Describe($"{type} {record.Object} {record.Key}");
        if (type == SegmentRoute.Identify)
        {
            return Identify(call, traits, common, context);
        }

        if (OfType(call, type, person, common, out var change) is { } reason)
        {
            return reason;
        }

        context.Parts.Changes.Add(change!); // there is no reason, so there is a change
        return null;
    }

    private static string? Identify(JsonElement call, JsonElement traits, Change common, SegmentContext context)
    {
        var table = context.Mapping.TableOf(common.Record.Object);
        return SegmentTraits.ReadOthers(traits, table, context.Request.Trace, out var others) ?? context.Mapping.Map(
            new()
            {
                Object = common.Record.Object,
                Key = common.Record.Key,
                Kind = ChangeKind.Upsert,
                Id = common.Id,
                OccurredAt = common.TimeIsReceipt ? null : common.OccurredAt,
                Fields = traits,
                IsPartial = true,
                Said = others,
                SaysOthers = true,
                Identifiers = common.Identifiers,
                Consents = common.Consents,
            },
            new(context.Request, call, call, -1),
            context.Parts);
    }

    private static string? OfType(JsonElement call, string? type, SegmentPerson person, Change common, out Change? change)
    {
        change = null;
        switch (type)
        {
            case SegmentRoute.Track:
                return Track(call, common, out change);
            case SegmentRoute.Page or SegmentRoute.Screen:
                change = common with { Event = new EventDetail(type, View(call)) };
                return null;
            case SegmentRoute.Group:
                return Group(call, common, out change);
            case SegmentRoute.Alias:
                return Alias(call, person, common, out change);
            default:
                return "The call's type is missing, or none of identify, track, page, screen, group and alias.";
        }
    }

    private static string? Track(JsonElement call, Change common, out Change? change)
    {
        change = null;
        if (call.Text("event") is not { } name)
        {
            return "The track call has no event.";
        }

        change = name == SegmentConsents.Updated && common.Consents.Count > 0
            ? common with { Kind = ChangeKind.Consent }
            : common with { Event = new EventDetail(name, Object(call.Object("properties"))) };
        return null;
    }

    private static string? Group(JsonElement call, Change common, out Change? change)
    {
        change = null;
        if (call.Text("groupId") is not { } group)
        {
            return "The group call has no groupId.";
        }

        change = common with
        {
            Fields = [new FieldChange("groupId", FieldValue.Text(group))],
            Event = new EventDetail(SegmentRoute.Group, Build(writer =>
            {
                writer.WriteString("groupId", group);
                if (call.Object("traits") is { ValueKind: JsonValueKind.Object } traits)
                {
                    writer.WritePropertyName("traits");
                    traits.WriteTo(writer);
                }
            })),
        };
        return null;
    }

    // The former id may have been a user's or a visitor's, and the call does not say which: both lead here from now on.
    private static string? Alias(JsonElement call, SegmentPerson person, Change common, out Change? change)
    {
        change = null;
        var previous = call.Text("previousId");
        if (!IdentifierRules.TryNormalise(Identifier.UserId, call.Text("userId"), region: null, out _))
        {
            return "The alias call has no userId that could lead to a person.";
        }

        if (person.Add(Identifier.AnonymousId, previous) is null || person.Add(Identifier.UserId, previous) is null)
        {
            return "The alias call has no previousId that could lead to a person.";
        }

        change = common with { Kind = ChangeKind.Upsert, Identifiers = person.Identifiers };
        return null;
    }

    private static FieldValue View(JsonElement call)
    {
        var properties = call.Object("properties");
        var extra = ViewMembers
            .Where(n => call.Text(n) is not null && (properties.ValueKind != JsonValueKind.Object || !properties.TryGetProperty(n, out _)))
            .ToArray();
        return extra.Length == 0 ? Object(properties) : Build(writer =>
        {
            foreach (var name in extra)
            {
                writer.WriteString(name, call.Text(name));
            }

            if (properties.ValueKind == JsonValueKind.Object)
            {
                foreach (var property in properties.EnumerateObject())
                {
                    property.WriteTo(writer);
                }
            }
        });
    }

    private static FieldValue Object(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object ? FieldValue.FromJson(element) : NoProperties;

    private static FieldValue Build(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return FieldValue.FromJson(document.RootElement);
    }

    /// <summary>The library's messageId, which it repeats with every retry; a hash where there is none or it is too long.</summary>
    private static string IdOf(JsonElement call)
    {
        var message = call.Text("messageId");
        return message is { Length: <= Change.MaxIdLength } && !message.Any(char.IsControl)
            ? message
            : $"sha256-{Convert.ToHexStringLower(SHA256.HashData(message is null ? JsonMarshal.GetRawUtf8Value(call) : Encoding.UTF8.GetBytes(message)))}";
    }
}
