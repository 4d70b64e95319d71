using System.Text.Json;
using ServerlessCdi.Connectors.Mapping;

namespace ServerlessCdi.Connectors.CustomerIo;

/// <summary>The <c>options</c> of a Customer.io source.</summary>
internal sealed record CustomerIoOptions
{
    private const int DefaultToleranceMinutes = 10;
    private const int MaxToleranceMinutes = 10_080;

    /// <summary>
    /// How far the signed time may be from now, before or after; zero takes any. Default 10 minutes, at most 10,080 (the seven
    /// days for which Customer.io tries again). The figure is ours: Customer.io documents none.
    /// </summary>
    public required TimeSpan Tolerance { get; init; }

    /// <summary>Topic (<c>topic_7</c>) to consent purpose. Default for one not named: <c>customerio_{topic}</c>.</summary>
    public required PurposeNames Topics { get; init; }

    /// <summary>
    /// The channel that a subscription without one says yes to: Customer.io's speak of every channel at once, which is more than
    /// most people mean. A refusal always holds for every channel. Default: <c>email</c>; <c>*</c> for every one.
    /// </summary>
    public required string Channel { get; init; }

    /// <returns>Null where something is wrong, with every mistake added.</returns>
    public static CustomerIoOptions? Read(JsonElement json, ConfigErrors errors)
    {
        var before = errors.All.Count;
        var options = new ConfigObject(json, "$.options", errors);
        var tolerance = options.Whole("toleranceMinutes", DefaultToleranceMinutes, 0, MaxToleranceMinutes);
        var topics = PurposeNames.Read(options, "topics", "customerio_");
        var channel = options.Raw("channel").ValueKind == JsonValueKind.Undefined ? "email" : options.Text("channel");
        if (channel is not null && MappingWords.LabelMistake(channel) is { } mistake)
        {
            options.Error("channel", mistake);
        }

        options.Done();
        return channel is null || errors.All.Count > before
            ? null
            : new() { Tolerance = TimeSpan.FromMinutes(tolerance), Topics = topics, Channel = channel };
    }
}
