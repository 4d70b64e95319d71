using Microsoft.AspNetCore.Http;

namespace ServerlessCdi.Functions.Api;

/// <summary>Every error that the API answers with (RFC 9457), by a type that never changes; docs/api/problems.md explains each.</summary>
internal static class Problems
{
    public static IResult ProfileNotFound { get; } = Of("profile-not-found", 404, "There is no such profile", "No person is stored under this id or identifier.");

    public static IResult FieldNotFound { get; } = Of("field-not-found", 404, "The profile has no such field", "No live record of a source that may write this field says anything of it.");

    public static IResult InvalidId { get; } = Of("invalid-id", 400, "This is not a profile id", "A profile id is a UUID such as 0198c0de-0000-7000-8000-000000000000.");

    public static IResult InvalidLookup { get; } = Of(
        "invalid-lookup", 400, "The look-up cannot be read", "Send a JSON object with two strings: type (email, phone, user_id, anonymous_id, device_id or external:source:object) and value.");

    public static IResult InvalidReplay { get; } = Of("invalid-replay", 400, "The replay cannot be read", "Send a JSON object with one of: ids (at most 1,000), all (true), or a filter of source, code, reason, from and to.");

    public static IResult InvalidFilter { get; } = Of(
        "invalid-filter", 400, "The filter cannot be read", "from and to are times such as 2026-11-22T16:00:00Z, and continuation is what an earlier page gave.");

    public static IResult ReasonNeeded { get; } = Of(
        "reason-needed", 400, "A reason is needed", "Say what for in the header x-cdi-reason (percent-encoded) or the query parameter reason. It is kept with who asked and when.");

    public static IResult JsonExpected { get; } = Of("json-expected", 415, "JSON is expected", "Send Content-Type: application/json.");

    public static IResult ContentTooLarge { get; } = Of("content-too-large", 413, "The content is too large", "A request to this API may have at most 65,536 bytes.");

    public static IResult QuarantineItemNotFound { get; } = Of("quarantine-item-not-found", 404, "There is no such item", "It was replayed or removed, or the id is not right.");

    public static IResult QueueNotFound { get; } = Of("queue-not-found", 404, "There is no such queue", "The queues are changes and deliveries.");

    public static IResult DestinationNotFound { get; } = Of("destination-not-found", 404, "There is no such destination", "It is not in config/destinations, or it is not enabled.");

    public static IResult SourceNotFound { get; } = Of("source-not-found", 404, "There is no such source", "It is not in config/sources.");

    public static IResult DriftNotFound { get; } = Of("drift-not-found", 404, "There is no such drift", "It was acknowledged already, or the id is not right.");

    private static IResult Of(string slug, int status, string title, string detail) =>
        Results.Problem(detail, statusCode: status, title: title, type: $"urn:serverlesscdi:problem:{slug}");
}
