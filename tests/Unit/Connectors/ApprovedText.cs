using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ServerlessCdi.Connectors;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Tests.Unit.Connectors;

/// <summary>
/// A reading as a person would look it over. The change ids are in it on purpose: a release that gave a redelivered event
/// another id would apply it twice.
/// </summary>
internal static class ApprovedText
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string Of(WebhookReading reading) => JsonSerializer.Serialize(
        new
        {
            Changes = reading.Changes.Select(Of),
            Ignored = OrNull(reading.Ignored),
            Rejected = OrNull(reading.Rejected.Select(r => new { r.Reason, Raw = Encoding.UTF8.GetString(r.Raw.Span) }).ToArray()),
            reading.Refusal,
        },
        Readable) + "\n";

    private static object Of(Change change) => new
    {
        change.Id,
        change.Kind,
        Record = $"{change.Record.Object} {change.Record.Key}",
        Identifiers = OrNull(change.Identifiers.Select(i => $"{i.Type}={i.Value}").ToArray()),
        Fields = change.Fields.Count == 0 ? null : change.Fields.ToDictionary(f => f.Name, f => f.Value),
        Consents = OrNull(change.Consents),
        change.Event,
        MergedKeys = OrNull(change.MergedKeys),
        Privacy = change.Privacy ? true : (bool?)null,
        OccurredAt = change.OccurredAt.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        TimeIsReceipt = change.TimeIsReceipt ? true : (bool?)null,
    };

    private static IReadOnlyList<T>? OrNull<T>(IReadOnlyList<T> list) => list.Count == 0 ? null : list;
}
