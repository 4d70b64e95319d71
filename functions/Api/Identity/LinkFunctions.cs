using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Query;

namespace ServerlessCdi.Functions.Api.Identity;

/// <summary>Why records are one person.</summary>
public sealed class LinkFunctions(ProfileReader profiles)
{
    [Function("GetLinks")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/profiles/{id}/links")] HttpRequest request, string id, CancellationToken cancellationToken)
    {
        if (!ProfileId.TryParse(id, out var parsed))
        {
            return Problems.InvalidId;
        }

        return await profiles.FindAsync(parsed, cancellationToken) is { } person ? ApiJson.Ok(LinksView.Of(person)) : Problems.ProfileNotFound;
    }

    [Function("GetLink")]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/profiles/{id}/links/{link}")] HttpRequest request,
        string id,
        string link,
        CancellationToken cancellationToken)
    {
        if (!ProfileId.TryParse(id, out var parsed))
        {
            return Problems.InvalidId;
        }

        if (await profiles.FindAsync(parsed, cancellationToken) is not { } person)
        {
            return Problems.ProfileNotFound;
        }

        return person.Ties.Links.TryGetValue(link, out var found) ? ApiJson.Ok(LinkView.Of(found, withScore: true)) : Problems.LinkNotFound;
    }
}
