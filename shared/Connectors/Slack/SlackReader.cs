using System.Text.Json;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Connectors.Slack;

/// <summary>Of the Events API those events that bring a member of the workspace with its profile.</summary>
internal sealed class SlackReader(SlackOptions options, VendorMapping mapping) : IEventReader
{
    private const string Callback = "event_callback";

    public string? Take(in VendorEvent e, ReadingParts parts)
    {
        if (e.Element.Text("type"u8) is not { Length: > 0 } outer)
        {
            return "the request has no type";
        }

        if (outer != Callback)
        {
            return parts.Ignore(outer);
        }

        if (options.Team is { } team && team != e.Element.Text("team_id"u8))
        {
            return "it is of another workspace than options.team";
        }

        var inner = e.Element.Member("event"u8);
        if (inner.Text("type"u8) is not { Length: > 0 } type)
        {
            return "the event has no type";
        }

        var user = inner.Member("user"u8);
        if (user.ValueKind != JsonValueKind.Object || mapping.ObjectOf(type) is not { } @object)
        {
            return parts.Ignore(type);
        }

        if (user.IsTrue("is_bot"u8) || user.Text("id"u8) == "USLACKBOT")
        {
            return parts.Ignore($"{type} (bot)");
        }

        return mapping.Map(
            new()
            {
                Object = @object,
                Key = user.Text("id"u8),
                Kind = user.IsTrue("deleted"u8) ? ChangeKind.Delete : ChangeKind.Upsert,
                Id = e.Element.Text("event_id"u8),
                OccurredAt = e.Element.UnixSeconds("event_time"u8) ?? inner.UnixSeconds("event_ts"u8),
                Fields = user,
            },
            e,
            parts);
    }
}
