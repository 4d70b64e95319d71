using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ServerlessCdi.Functions.Api;

/// <summary>The API's description. A test holds its paths against the functions' own routes.</summary>
public sealed class OpenApiFunctions
{
    private readonly BinaryData _document =
        BinaryData.FromStream(typeof(OpenApiFunctions).Assembly.GetManifestResourceStream("openapi.json")!);

    [Function("OpenApi")]
    public IResult Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/openapi.json")] HttpRequest request) =>
        Results.Bytes(_document.ToArray(), "application/openapi+json");
}
