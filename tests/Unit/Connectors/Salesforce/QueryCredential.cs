using ServerlessCdi.Connectors;

namespace ServerlessCdi.Tests.Unit.Connectors.Salesforce;

internal static class QueryCredential
{
    /// <summary>The request with this secret in its URL, or with none.</summary>
    public static IEnumerable<WebhookRequest> In(WebhookRequest request, string? value)
    {
        var bare = new UriBuilder(request.Url) { Query = value is null ? "" : $"token={Uri.EscapeDataString(value)}" };
        yield return request with { Url = bare.Uri };
    }
}
