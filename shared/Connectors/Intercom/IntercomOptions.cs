using System.Text.Json;
using ServerlessCdi.Connectors.Mapping;

namespace ServerlessCdi.Connectors.Intercom;

/// <summary>The <c>options</c> of an Intercom source.</summary>
internal sealed record IntercomOptions
{
    /// <summary>The workspace's code (<c>app_id</c>); notifications of any other wait in quarantine. Default: every workspace that has the app.</summary>
    public string? Workspace { get; init; }

    /// <summary>The purpose by the id of a subscription type. One that is not listed is <c>intercom_{id}</c>.</summary>
    public IReadOnlyDictionary<string, string> Subscriptions { get; init; } = new Dictionary<string, string>();

    /// <returns>Null where something is wrong, with every mistake added.</returns>
    public static IntercomOptions? Read(JsonElement json, ConfigErrors errors)
    {
        var before = errors.All.Count;
        var options = new ConfigObject(json, "$.options", errors);
        var subscriptions = options.Object("subscriptions");
        foreach (var member in subscriptions.Members)
        {
            if (subscriptions.Text(member.Name) is { } purpose && MappingWords.LabelMistake(purpose) is { } mistake)
            {
                subscriptions.Error(member.Name, mistake);
            }
        }

        var read = new IntercomOptions
        {
            Workspace = options.Text("workspace"),
            Subscriptions = subscriptions.Members.ToDictionary(m => m.Name, m => m.Value.ValueKind == JsonValueKind.String ? m.Value.GetString()! : "", StringComparer.Ordinal),
        };
        options.Done();
        return errors.All.Count == before ? read : null;
    }
}
