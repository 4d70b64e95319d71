using System.Text.Json.Serialization;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Resolve;
using ServerlessCdi.Pipeline.Resolve.Reviews;

namespace ServerlessCdi.Functions.Api.Identity;

/// <param name="Reason">In the steward's words; kept sealed. At most 500 characters.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record DecisionRequest(string? Reason)
{
    internal const int MaxReason = 500;
}

/// <summary>Until when a review is put off: a time, or days from now; seven days where neither is said.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record LaterRequest(DateTimeOffset? Until, int? Days);

/// <param name="Assignee">The steward who takes it; null to give it back.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record AssignRequest(string? Assignee);

/// <summary>A contact record. Keys may be addresses, so records travel in bodies and never in URLs.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RecordReference(string? Source, string? Object, string? Key)
{
    internal RecordKey? Record => this is { Source.Length: > 0, Object.Length: > 0, Key.Length: > 0 } ? new(Source, Object, Key) : null;
}

/// <summary>A person: by profile id, or by one of their contact records.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record PersonRequest(string? Profile, string? Source, string? Object, string? Key)
{
    /// <summary>Null where it names nobody, or in two ways.</summary>
    internal PersonReference? Reference
    {
        get
        {
            var record = new RecordReference(Source, Object, Key).Record;
            return this switch
            {
                { Profile: { } profile, Source: null, Object: null, Key: null } => ProfileId.TryParse(profile, out var id) ? new(id, null) : null,
                { Profile: null } when record is not null => new(null, record),
                _ => null,
            };
        }
    }
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record MergeRequest(PersonRequest? Left, PersonRequest? Right, string? Reason);

/// <summary>Where a person is taken apart: at a link, or around some records.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record UnmergeRequest(string? Link, IReadOnlyList<RecordReference>? Records, string? Reason)
{
    private const int MaxRecords = 100;

    /// <summary>Null where it says neither, or both, or a record cannot be read.</summary>
    internal UnmergeOrder? Order(string by)
    {
        var why = Reason?.Trim();
        if (this is { Link.Length: > 0, Records: null })
        {
            return new(by, why) { LinkId = Link };
        }

        var records = Records?.Select(r => r.Record).ToList();
        return Link is null && records is { Count: > 0 and <= MaxRecords } && records.TrueForAll(r => r is not null)
            ? new(by, why) { Records = [.. records.Select(r => r!.Value)] } // just looked at
            : null;
    }
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ExplainRequest(RecordReference? Left, RecordReference? Right);
