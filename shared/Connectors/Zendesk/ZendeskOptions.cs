using System.Text.Json;

namespace ServerlessCdi.Connectors.Zendesk;

/// <summary>The <c>options</c> of a Zendesk source.</summary>
internal sealed record ZendeskOptions
{
    /// <summary>The account's number; events of any other wait in quarantine. Default: every account that the secret signs for.</summary>
    public string? Account { get; init; }

    /// <summary>How far the signed time may be from now, in minutes, 0 (not checked) to 2880. Zendesk states none; the default is 60.</summary>
    public TimeSpan? Tolerance { get; init; }

    /// <summary>Takes what is signed with the secret that all of Zendesk's test deliveries have in common. Never in production. Default: refused.</summary>
    public bool TestSecret { get; init; }

    /// <summary>In <c>user.merged</c> the event's own user is the one that stays. Default: it is the one that was absorbed.</summary>
    public bool EventUserSurvives { get; init; }

    /// <returns>Null where something is wrong, with every mistake added.</returns>
    public static ZendeskOptions? Read(JsonElement json, ConfigErrors errors)
    {
        var before = errors.All.Count;
        var options = new ConfigObject(json, "$.options", errors);
        var minutes = options.Whole("toleranceMinutes", otherwise: 60, min: 0, max: 2880);
        var read = new ZendeskOptions
        {
            Account = options.Text("account"),
            Tolerance = minutes == 0 ? null : TimeSpan.FromMinutes(minutes),
            TestSecret = options.Flag("testSecret", otherwise: false),
            EventUserSurvives = options.OneOf("mergedUser", "absorbed", "survivor") == "survivor",
        };
        options.Done();
        return errors.All.Count == before ? read : null;
    }
}
