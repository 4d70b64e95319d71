using System.Collections.Frozen;
using System.Text.Json;
using ServerlessCdi.Core.Consent;

namespace ServerlessCdi.Connectors.OneTrust;

/// <summary>What somebody allows for one purpose, with its topics and preferences.</summary>
internal readonly record struct OneTrustProfile
{
    private const int MaxPurposeId = 80;

    private static readonly FrozenDictionary<string, ConsentState?> States = new Dictionary<string, ConsentState?>
    {
        ["ACTIVE"] = ConsentState.Granted,
        ["PENDING"] = ConsentState.Pending,
        ["WITHDRAWN"] = ConsentState.Withdrawn,
        ["OPT_OUT"] = ConsentState.Withdrawn,
        ["HARD_OPT_OUT"] = ConsentState.Withdrawn,
        ["EXPIRED"] = ConsentState.Expired,
        ["NO_CONSENT"] = ConsentState.Denied,
        // Nobody objected, and nobody agreed.
        ["NOT_OPTED_OUT"] = null,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public required string PurposeId { get; init; }

    public required string Status { get; init; }

    /// <summary>When the statement was made; null where the profile does not say.</summary>
    public required DateTimeOffset? At { get; init; }

    public required IReadOnlyList<ConsentEntry> Consents { get; init; }

    /// <returns>Why the profile cannot be understood, or null.</returns>
    public static string? Read(JsonElement profile, PurposeMap purposes, out OneTrustProfile read)
    {
        read = default;
        var fields = profile.Member("profileFields"u8);
        var status = fields.Text("TransactionStatus"u8);
        if (profile.Text("purposeId"u8) is not { Length: > 0 and <= MaxPurposeId } purpose || string.IsNullOrWhiteSpace(purpose))
        {
            return "a profile has no purposeId";
        }

        if (status is null || !States.TryGetValue(status, out var state))
        {
            return "a profile's TransactionStatus is missing or none that is known";
        }

        var meant = purposes.Find(purpose) ?? purposes.Find(profile.Text("purposeName"u8)) ?? new($"onetrust_{purpose}", PurposeMap.EveryChannel);
        var evidence = $"OneTrust {status}, collection point {profile.Text("collectionPointGuid"u8)} version {profile.Text("collectionPointVersion"u8)}";
        var consents = new List<ConsentEntry>();
        Add(consents, meant, state, evidence);
        foreach (var (said, value) in Choices(profile, purposes))
        {
            // What was chosen within a purpose counts no more than the purpose itself.
            Add(consents, said, value ? state : ConsentState.Denied, evidence);
        }

        read = new() { PurposeId = purpose, Status = status, At = TimeOf(fields, state), Consents = consents };
        return null;
    }

    private static void Add(List<ConsentEntry> consents, ConsentPurpose meant, ConsentState? state, string evidence)
    {
        if (state is { } known && !consents.Exists(c => c.Purpose == meant.Purpose && c.Channel == meant.Channel))
        {
            consents.Add(new(meant.Purpose, meant.Channel, known, Evidence: evidence));
        }
    }

    /// <summary>
    /// The topics and options that the source's file names. One without a value states nothing. A no is told first, so that of two
    /// that mean the same it is the one that counts.
    /// </summary>
    private static IEnumerable<(ConsentPurpose Meant, bool Value)> Choices(JsonElement profile, PurposeMap purposes)
    {
        var found = new List<(ConsentPurpose, bool)>();
        foreach (var topic in Items(profile.Member("topics"u8)))
        {
            Find(topic, topic.Text("topicGuid"u8), topic.Text("integrationKey"u8));
        }

        foreach (var option in Items(profile.Member("customPreferences"u8)).SelectMany(p => Items(p.Member("options"u8))))
        {
            Find(option, option.Text("guid"u8), option.Text("name"u8));
        }

        return found.OrderBy(c => c.Item2);

        void Find(JsonElement choice, string? id, string? name)
        {
            if ((purposes.Find(id) ?? purposes.Find(name)) is { } meant && choice.Text("value"u8) is "true" or "false")
            {
                found.Add((meant, choice.Text("value"u8) is "true"));
            }
        }
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement list) => list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default;

    /// <summary>A yes is as old as it can be, and all else as young: nothing that takes a yes back may seem to lie before it.</summary>
    private static DateTimeOffset? TimeOf(JsonElement fields, ConsentState? state)
    {
        var consent = Time(fields, "ConsentDate"u8);
        DateTimeOffset?[] times = [consent, Time(fields, "WithdrawalDate"u8), Time(fields, "ExpiryDate"u8), Time(fields, "LastTransaction"u8)];
        return state == ConsentState.Granted && consent is not null ? consent : times.Max();
    }

    /// <summary>Seconds since 1970 in quotes; a template may have made a date of them.</summary>
    private static DateTimeOffset? Time(JsonElement fields, ReadOnlySpan<byte> name) => fields.UnixSeconds(name) ?? fields.IsoTime(name);
}
