using System.Text.Json;

namespace ServerlessCdi.Connectors.ZohoCrm;

/// <summary>The <c>options</c> of a Zoho CRM source.</summary>
internal sealed record ZohoCrmOptions
{
    /// <summary>The ids of the channels that may send; compared as secrets are. Default: every channel that knows the token.</summary>
    public IReadOnlyList<SecretValue> Channels { get; init; } = [];

    /// <summary>The <c>channel_expiry</c> that the channel was last renewed to, which no notification tells.</summary>
    public DateTimeOffset? ChannelExpires { get; init; }

    /// <returns>Null where something is wrong, with every mistake added.</returns>
    public static ZohoCrmOptions? Read(JsonElement json, ConfigErrors errors)
    {
        var before = errors.All.Count;
        var options = new ConfigObject(json, "$.options", errors);
        var channels = options.Texts("channels");
        var expires = options.Text("channelExpires");
        options.Done();
        var time = VendorTime.Iso(expires);
        if (expires is not null && time is null)
        {
            options.Error("channelExpires", "must be a time with its offset, such as 2026-11-29T08:00:00+01:00");
        }

        return errors.All.Count > before ? null : new() { Channels = [.. channels.Select(id => new SecretValue(id))], ChannelExpires = time };
    }
}
