using System.Runtime.InteropServices;
using System.Text.Json;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Connectors.TrackEvents;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Consent;

namespace ServerlessCdi.Connectors.MParticle;

/// <summary>A batch's consent state. Each statement has a time of its own, so each becomes a change of its own.</summary>
internal sealed class MParticleConsents(PurposeMap purposes)
{
    private const string DataSaleOptOut = "data_sale_opt_out";
    private const int MaxLabel = 100;
    private const int MaxDocument = 500;

    public IEnumerable<SourceItem> Read(JsonElement state, SourceItem person)
    {
        foreach (var purpose in SafeProperties.Members(state.Member("gdpr"u8)).Where(p => !string.IsNullOrWhiteSpace(p.Name) && p.Name.Length <= MaxLabel))
        {
            var meant = purposes.Find(purpose.Name) ?? new(purpose.Name, PurposeMap.EveryChannel);
            ConsentState? said = purpose.Value.Member("consented"u8).ValueKind switch
            {
                JsonValueKind.True => ConsentState.Granted,
                JsonValueKind.False => ConsentState.Denied,
                _ => null,
            };
            if (said is { } known)
            {
                yield return Item(person, $"gdpr/{purpose.Name}", purpose.Value, new(meant.Purpose, meant.Channel, known, Jurisdiction: "gdpr", Evidence: Evidence(purpose.Value)));
            }
        }

        // Here consented means that the person agreed to be left out of sales. That it is false says no more than that nobody objected.
        var sale = state.Member("ccpa"u8).Member("data_sale_opt_out"u8);
        if (sale.IsTrue("consented"u8))
        {
            var meant = purposes.Find(DataSaleOptOut) ?? new("data_sale", PurposeMap.EveryChannel);
            yield return Item(person, $"ccpa/{DataSaleOptOut}", sale, new(meant.Purpose, meant.Channel, ConsentState.Withdrawn, Jurisdiction: "ccpa", Evidence: Evidence(sale)));
        }
    }

    /// <summary>The user no longer wants to be tracked.</summary>
    public SourceItem OptOut(SourceItem e)
    {
        var meant = purposes.Find("opt_out") ?? new("analytics", PurposeMap.EveryChannel);
        return e with { Kind = ChangeKind.Consent, Consents = [new(meant.Purpose, meant.Channel, ConsentState.Withdrawn, Evidence: "mParticle opt_out")] };
    }

    private static SourceItem Item(SourceItem person, string about, JsonElement said, ConsentEntry consent) => person with
    {
        Kind = ChangeKind.Consent,
        Id = ContentId.Of("mparticle", $"{person.Key}/{about}", JsonMarshal.GetRawUtf8Value(said)),
        OccurredAt = said.UnixMilliseconds("timestamp_unixtime_ms"u8) ?? person.OccurredAt,
        Fields = default,
        Consents = [consent],
    };

    private static string Evidence(JsonElement said) =>
        said.Text("document"u8) is { Length: > 0 and <= MaxDocument } document ? $"mParticle consent, document {document}" : "mParticle consent";
}
