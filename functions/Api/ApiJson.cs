using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using ServerlessCdi.Functions.Api.Identity;

namespace ServerlessCdi.Functions.Api;

/// <summary>The JSON of the API: camel case, nulls left out, letters of every language readable.</summary>
[JsonSerializable(typeof(ProfileView))]
[JsonSerializable(typeof(WhyView))]
[JsonSerializable(typeof(TimelineView))]
[JsonSerializable(typeof(LookupRequest))]
[JsonSerializable(typeof(StatsView))]
[JsonSerializable(typeof(HealthView))]
[JsonSerializable(typeof(QueuesView))]
[JsonSerializable(typeof(QuarantineView))]
[JsonSerializable(typeof(QuarantineContentView))]
[JsonSerializable(typeof(QuarantineSummaryView))]
[JsonSerializable(typeof(AccessesView))]
[JsonSerializable(typeof(DeadLettersView))]
[JsonSerializable(typeof(ReplayRequest))]
[JsonSerializable(typeof(ReplayView))]
[JsonSerializable(typeof(DestinationsView))]
[JsonSerializable(typeof(SourcesView))]
[JsonSerializable(typeof(DriftView))]
[JsonSerializable(typeof(ImportRequest))]
[JsonSerializable(typeof(CompleteRequest))]
[JsonSerializable(typeof(ImportsView))]
[JsonSerializable(typeof(ImportView))]
[JsonSerializable(typeof(RowsView))]
[JsonSerializable(typeof(OutcomesView))]
[JsonSerializable(typeof(ReviewsView))]
[JsonSerializable(typeof(ReviewSummaryView))]
[JsonSerializable(typeof(ReviewDetailView))]
[JsonSerializable(typeof(ReviewAnswerView))]
[JsonSerializable(typeof(DecisionRequest))]
[JsonSerializable(typeof(LaterRequest))]
[JsonSerializable(typeof(AssignRequest))]
[JsonSerializable(typeof(MergeRequest))]
[JsonSerializable(typeof(MergeView))]
[JsonSerializable(typeof(UnmergeRequest))]
[JsonSerializable(typeof(UnmergeView))]
[JsonSerializable(typeof(ExplainRequest))]
[JsonSerializable(typeof(LinksView))]
[JsonSerializable(typeof(LinkView))]
[JsonSerializable(typeof(ExplanationView))]
internal sealed partial class ApiJson : JsonSerializerContext
{
    public static ApiJson Relaxed { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        AllowDuplicateProperties = false,
    });

    public static IResult Ok<T>(T value) => Results.Json(value, Relaxed);

    /// <summary>The request's body, or null where it is no JSON of this form.</summary>
    public static async Task<(T? Value, IResult? Refusal)> ReadAsync<T>(HttpRequest request, IResult invalid, CancellationToken cancellationToken)
        where T : class
    {
        const int maxBytes = 65_536;
        if (!request.HasJsonContentType())
        {
            return (null, Problems.JsonExpected);
        }

        var body = new byte[maxBytes + 1];
        var length = await request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancellationToken);
        if (length > maxBytes)
        {
            return (null, Problems.ContentTooLarge);
        }

        try
        {
            var value = (T?)JsonSerializer.Deserialize(body.AsSpan(0, length), typeof(T), Relaxed);
            return value is null ? (null, invalid) : (value, null);
        }
        catch (JsonException)
        {
            return (null, invalid);
        }
    }
}
