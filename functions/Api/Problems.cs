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

    public static IResult InvalidReviewFilter { get; } = Of(
        "invalid-filter",
        400,
        "The filter cannot be read",
        "status is open, put-off, approved, rejected or obsolete; kind is pair, bridge, contradiction or limit; minBits is a number, and continuation is what an earlier page gave.");

    public static IResult ReviewNotFound { get; } = Of("review-not-found", 404, "There is no such review", "The id is not right.");

    public static IResult ReviewObsolete { get; } = Of(
        "review-obsolete", 409, "There is nothing left to decide", "The two are one person by now, or one of them is gone.");

    public static IResult InvalidDecision { get; } = Of(
        "invalid-decision",
        400,
        "The decision cannot be read",
        "Send a JSON object: {} or reason (at most 500 characters) to approve or reject, until or days (1 to 365) for later, assignee (at most 200 characters) to assign.");

    public static IResult InvalidMerge { get; } = Of(
        "invalid-merge", 400, "The merge cannot be read", "Send a JSON object with left and right, each a profile or a source, object and key of a contact record, and reason.");

    public static IResult InvalidUnmerge { get; } = Of(
        "invalid-unmerge", 400, "The unmerge cannot be read", "Send a JSON object with reason and one of: link (an id), or records (1 to 100, each with source, object and key).");

    public static IResult InvalidExplain { get; } = Of(
        "invalid-explain", 400, "The records cannot be read", "Send a JSON object with left and right, two contact records, each with source, object and key.");

    public static IResult MatchingOff { get; } = Of("matching-off", 409, "No matching is configured", "Nothing is scored without identity.matching in config/policy.json.");

    public static IResult PastLimit { get; } = Of(
        "past-limit", 409, "Together they pass a limit", "One person may not have so many identifiers. See identity in config/policy.json.");

    public static IResult LinkNotFound { get; } = Of("link-not-found", 404, "The profile has no such link", "It was taken apart, or the id is not right.");

    public static IResult RecordNotFound { get; } = Of("record-not-found", 404, "There is no such contact record", "It is no live contact record of a person, or of another one than was asked about.");

    public static IResult NothingLeft { get; } = Of("nothing-left", 409, "Nobody would be left", "These are all the records of the person: name those that are somebody else.");

    public static IResult ReasonNeeded { get; } = Of(
        "reason-needed", 400, "A reason is needed", "Say what for in the header x-cdi-reason (percent-encoded) or the query parameter reason. It is kept with who asked and when.");

    public static IResult JsonExpected { get; } = Of("json-expected", 415, "JSON is expected", "Send Content-Type: application/json.");

    public static IResult ContentTooLarge { get; } = Of("content-too-large", 413, "The content is too large", "A request to this API may have at most 65,536 bytes.");

    public static IResult QuarantineItemNotFound { get; } = Of("quarantine-item-not-found", 404, "There is no such item", "It was replayed or removed, or the id is not right.");

    public static IResult QueueNotFound { get; } = Of("queue-not-found", 404, "There is no such queue", "The queues are changes and deliveries.");

    public static IResult DestinationNotFound { get; } = Of("destination-not-found", 404, "There is no such destination", "It is not in config/destinations, or it is not enabled.");

    public static IResult SourceNotFound { get; } = Of("source-not-found", 404, "There is no such source", "It is not in config/sources.");

    public static IResult DriftNotFound { get; } = Of("drift-not-found", 404, "There is no such drift", "It was acknowledged already, or the id is not right.");

    public static IResult ImportNotFound { get; } = Of("import-not-found", 404, "There is no such import", "It was abandoned, or the id is not right.");

    public static IResult ImportEnded { get; } = Of("import-ended", 409, "The import is complete", "It takes no more rows; begin another.");

    public static IResult GzipExpected { get; } = Of("gzip-expected", 415, "The content encoding is not supported", "Content-Encoding must be absent, identity or gzip.");

    public static IResult RowsTooLarge { get; } = Of(
        "rows-too-large", 413, "The rows are too many for one request", "A request for rows may have at most 10,000 of them and 33,554,432 unpacked bytes.");

    public static IResult StoreAway { get; } = Of("store-away", 503, "The store does not answer", "Send the same rows again in a while: nothing is lost or counted twice.");

    /// <summary>The second of two stewards is told what the first decided.</summary>
    public static IResult ReviewDecided(string status, string? by, DateTimeOffset? at) => Results.Problem(
        $"{by ?? "Someone"} decided it: {status}.",
        statusCode: 409,
        title: "The review is decided",
        type: "urn:serverlesscdi:problem:review-decided",
        extensions: new Dictionary<string, object?> { ["decision"] = status, ["by"] = by, ["at"] = at });

    /// <param name="ties">What still ties them, without any value.</param>
    public static IResult StillTied(IReadOnlyList<string> ties) => Results.Problem(
        $"They would still be one person, by {string.Join(", ", ties)}.",
        statusCode: 409,
        title: "Something else still ties them",
        type: "urn:serverlesscdi:problem:still-tied",
        extensions: new Dictionary<string, object?> { ["by"] = ties });

    public static IResult InvalidImport(string detail) => Of("invalid-import", 400, "The import cannot be begun so", detail);

    public static IResult InvalidRows(string detail) => Of("invalid-rows", 400, "The rows cannot be read", detail);

    public static IResult ImportGap(long expected) => Of(
        "import-gap", 409, "These are not the next rows", $"The import stands at row {expected}: send the rows that begin there.", expected);

    public static IResult ImportOtherRows(long expected) => Of(
        "import-other-rows", 409, "Other rows were imported under these numbers", $"This is not the file of which {expected} rows were imported, or it is read in another way.", expected);

    public static IResult ImportMismatch(long expected) => Of(
        "import-mismatch", 409, "The sums do not agree", $"The app has {expected} rows and another count or checksum than it was told: the import stays open.", expected);

    private static IResult Of(string slug, int status, string title, string detail, long expected) => Results.Problem(
        detail, statusCode: status, title: title, type: $"urn:serverlesscdi:problem:{slug}", extensions: new Dictionary<string, object?> { ["expected"] = expected });

    private static IResult Of(string slug, int status, string title, string detail) =>
        Results.Problem(detail, statusCode: status, title: title, type: $"urn:serverlesscdi:problem:{slug}");
}
