using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Query;

namespace ServerlessCdi.Functions.Api;

/// <summary>Reads profiles. Identifiers travel in bodies, never in URLs, which end in logs.</summary>
public sealed class ProfileFunctions(ProfileReader profiles, HouseholdReader households)
{
    private const int MaxTimelinePage = 500;

    [Function("GetProfile")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/profiles/{id}")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        ProfileId.TryParse(id, out var parsed)
            ? await ShowAsync(request, await profiles.FindAsync(parsed, cancellationToken), cancellationToken)
            : Problems.InvalidId;

    [Function("FindProfile")]
    public async Task<IResult> FindAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/profiles/lookup")] HttpRequest request, CancellationToken cancellationToken)
    {
        var (lookup, refusal) = await ApiJson.ReadAsync<LookupRequest>(request, Problems.InvalidLookup, cancellationToken);
        if (refusal is not null || lookup is not { Type.Length: > 0, Value.Length: > 0 })
        {
            return refusal ?? Problems.InvalidLookup;
        }

        return await ShowAsync(request, await profiles.FindAsync(lookup.Type, lookup.Value, lookup.Region, cancellationToken), cancellationToken);
    }

    [Function("GetTimeline")]
    public async Task<IResult> TimelineAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/profiles/{id}/timeline")] HttpRequest request, string id, CancellationToken cancellationToken)
    {
        if (!ProfileId.TryParse(id, out var parsed))
        {
            return Problems.InvalidId;
        }

        if (await profiles.FindAsync(parsed, cancellationToken) is not { } profile)
        {
            return Problems.ProfileNotFound;
        }

        var limit = int.TryParse(request.Query["limit"], out var asked) ? Math.Clamp(asked, 1, MaxTimelinePage) : 100;
        var before = DateTimeOffset.TryParse(request.Query["before"], out var time) ? time : DateTimeOffset.MaxValue;
        var page = await profiles.TimelineAsync(profile.Id, cancellationToken)
            .Where(e => e.OccurredAt < before).Take(limit + 1).ToListAsync(cancellationToken);
        var shown = page.Take(limit).Select(TimelineEntryView.Of).ToList();
        return ApiJson.Ok(new TimelineView(shown, page.Count > limit ? shown[^1].OccurredAt : null));
    }

    [Function("GetHousehold")]
    public async Task<IResult> HouseholdAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/profiles/{id}/household")] HttpRequest request, string id, CancellationToken cancellationToken)
    {
        if (!households.IsOn)
        {
            return Problems.HouseholdsOff;
        }

        if (!ProfileId.TryParse(id, out var parsed))
        {
            return Problems.InvalidId;
        }

        return await profiles.FindAsync(parsed, cancellationToken) is { } profile
            ? ApiJson.Ok(new HouseholdView(profile.Id, await households.OthersAsync(profile, cancellationToken)))
            : Problems.ProfileNotFound;
    }

    [Function("ExplainField")]
    public async Task<IResult> WhyAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/profiles/{id}/why/{field}")] HttpRequest request,
        string id,
        string field,
        CancellationToken cancellationToken)
    {
        if (!ProfileId.TryParse(id, out var parsed))
        {
            return Problems.InvalidId;
        }

        if (await profiles.FindAsync(parsed, cancellationToken) is not { } profile)
        {
            return Problems.ProfileNotFound;
        }

        return profiles.Why(profile, field) is { } why ? ApiJson.Ok(WhyView.Of(why)) : Problems.FieldNotFound;
    }

    private async Task<IResult> ShowAsync(HttpRequest request, Profile? profile, CancellationToken cancellationToken)
    {
        if (profile is null)
        {
            return Problems.ProfileNotFound;
        }

        var etag = new EntityTagHeaderValue($"\"{profile.Id}.{profile.Version}\"");
        request.HttpContext.Response.Headers.ETag = etag.ToString();
        var known = request.GetTypedHeaders().IfNoneMatch.Any(t => t.Equals(EntityTagHeaderValue.Any) || t.Compare(etag, useStrongComparison: false));
        return known
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : ApiJson.Ok(ProfileView.Of(profile, await profiles.SharedAsync(profile, cancellationToken), await profiles.DeliveriesAsync(profile, cancellationToken)));
    }
}

/// <param name="Region">ISO 3166 country for a phone number without a country code.</param>
public sealed record LookupRequest(string? Type, string? Value, string? Region);
