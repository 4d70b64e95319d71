using System.Text.Json;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Connectors.Signatures;

namespace ServerlessCdi.Connectors.Iterable;

/// <summary>The <c>options</c> of an Iterable source.</summary>
internal sealed record IterableOptions
{
    private const int MaxChannelLength = 64;

    /// <summary>How requests are verified. Default: HTTP Basic, the secret being <c>user:password</c>.</summary>
    public required IProof Proof { get; init; }

    /// <summary>Message channel id to consent purpose. Default for one not named: <c>iterable_channel_{id}</c>.</summary>
    public required PurposeNames Channels { get; init; }

    /// <summary>Message type id to consent purpose. Default for one not named: <c>iterable_type_{id}</c>.</summary>
    public required PurposeNames MessageTypes { get; init; }

    /// <summary>List id to consent purpose. Default for one not named: <c>iterable_list_{id}</c>.</summary>
    public required PurposeNames Lists { get; init; }

    /// <summary>
    /// Id of a message channel, message type or list to the channel that it writes by, for Iterable's events do not say. Default for
    /// one not named: <c>email</c>.
    /// </summary>
    public required IReadOnlyDictionary<string, string> Media { get; init; }

    /// <summary>
    /// Values of <c>signupSource</c> for which being put on a list is the person's own yes; an import is none. Default:
    /// <c>WebForm</c>.
    /// </summary>
    public required IReadOnlyList<string> ListSources { get; init; }

    /// <summary>The project identifies its users by <c>userId</c>, and not by their address. Default: false.</summary>
    public required bool KeyIsUserId { get; init; }

    /// <returns>Null where something is wrong, with every mistake added.</returns>
    public static IterableOptions? Read(JsonElement json, ConfigErrors errors)
    {
        var before = errors.All.Count;
        var options = new ConfigObject(json, "$.options", errors);
        var proof = ProofOptions.BindCredential(options, errors, new BasicProof());
        var channels = PurposeNames.Read(options, "channels", "iterable_channel_");
        var types = PurposeNames.Read(options, "messageTypes", "iterable_type_");
        var lists = PurposeNames.Read(options, "lists", "iterable_list_");
        var media = ReadMedia(options.Object("media"));
        var sources = options.Raw("listSources").ValueKind == JsonValueKind.Undefined ? ["WebForm"] : options.Texts("listSources");
        var key = options.OneOf("key", "email", "userId");
        options.Done();
        return proof is null || errors.All.Count > before
            ? null
            : new()
            {
                Proof = proof,
                Channels = channels,
                MessageTypes = types,
                Lists = lists,
                Media = media,
                ListSources = sources,
                KeyIsUserId = key == "userId",
            };
    }

    private static IReadOnlyDictionary<string, string> ReadMedia(ConfigObject table)
    {
        var media = table.Names(MaxChannelLength);
        foreach (var (id, channel) in media)
        {
            if (MappingWords.LabelMistake(channel) is { } mistake)
            {
                table.Error(id, mistake);
            }
        }

        return media;
    }
}
