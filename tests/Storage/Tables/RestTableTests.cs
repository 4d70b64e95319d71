using System.Net;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;

namespace ServerlessCdi.Tests.Storage.Tables;

/// <summary>What the emulator cannot be made to do: tokens, faults, and pages that end early.</summary>
public sealed class RestTableTests
{
    private static readonly Uri Account = new("https://cdi.table.core.windows.net");

    [Fact]
    public async Task A_credential_is_asked_for_a_storage_token_which_goes_with_the_request()
    {
        var credential = new FixedCredential();
        var service = new Script((HttpStatusCode.OK, """{"PartitionKey":"p","RowKey":"r","odata.etag":"W/\"x\"","A":1}"""));

        var entity = (await Client(service, credential).GetEntityAsync<TableEntity>("p", "r")).Value;

        var request = Assert.Single(service.Requests);
        Assert.Equal("Bearer token", request.Headers.Authorization!.ToString());
        Assert.Equal("https://cdi.table.core.windows.net/people(PartitionKey='p',RowKey='r')", request.RequestUri!.AbsoluteUri);
        Assert.Equal("2020-12-06", Assert.Single(request.Headers.GetValues("x-ms-version")));
        Assert.Equal(["https://storage.azure.com/.default"], credential.Scopes);
        Assert.Equal((1, new ETag("W/\"x\"")), (entity.GetInt32("A"), entity.ETag));
    }

    [Fact]
    public void A_token_is_never_sent_in_the_clear() =>
        Assert.Throws<ArgumentException>(() => new TableServiceClient(new Uri("http://cdi.table.core.windows.net"), new FixedCredential()));

    [Fact]
    public async Task A_busy_service_is_asked_again()
    {
        var service = new Script((HttpStatusCode.ServiceUnavailable, string.Empty), (HttpStatusCode.NoContent, string.Empty));

        var response = await Client(service).AddEntityAsync(new TableEntity("p", "r"));

        Assert.Equal((204, 2), (response.Status, service.Requests.Count));
    }

    [Fact]
    public async Task A_refusal_without_a_readable_body_keeps_its_status()
    {
        var service = new Script((HttpStatusCode.Forbidden, "<html>no</html>"));

        var error = await Assert.ThrowsAsync<RequestFailedException>(() => Client(service).AddEntityAsync(new TableEntity("p", "r")));

        Assert.Equal(403, error.Status);
    }

    [Fact]
    public async Task An_empty_page_with_a_token_is_followed_to_the_next()
    {
        var service = new Script((HttpStatusCode.OK, """{"value":[]}"""), (HttpStatusCode.OK, """{"value":[{"PartitionKey":"p","RowKey":"r"}]}"""));
        service.Continuation = ("1!4!cA--", "1!4!cg--");

        var rows = new List<string>();
        await foreach (var entity in Client(service).QueryAsync<TableEntity>("PartitionKey eq 'p'", 10))
        {
            rows.Add(entity.RowKey);
        }

        Assert.Equal(["r"], rows);
        var next = service.Requests[1].RequestUri!.Query;
        Assert.Contains("NextPartitionKey=1%214%21cA--&NextRowKey=1%214%21cg--", next, StringComparison.Ordinal);
        Assert.Contains("$filter=PartitionKey%20eq%20%27p%27&$top=10", next, StringComparison.Ordinal);
    }

    private static TableClient Client(Script service, TokenCredential? credential = null)
    {
        var options = new TableClientOptions { Transport = new HttpClientTransport(service) };
        options.Retry.Delay = TimeSpan.Zero;
        return new TableClient(Account, "people", credential ?? new FixedCredential(), options);
    }

    private sealed class FixedCredential : TokenCredential
    {
        public List<string> Scopes { get; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scopes.AddRange(requestContext.Scopes);
            return new AccessToken("token", DateTimeOffset.MaxValue);
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }

    /// <summary>Answers in order, the first one with the continuation, and remembers what it was asked.</summary>
    private sealed class Script(params (HttpStatusCode Status, string Body)[] answers) : HttpMessageHandler
    {
        public List<HttpRequestMessage> Requests { get; } = [];

        public (string Partition, string Row)? Continuation { get; set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var (status, body) = answers[Requests.Count];
            Requests.Add(request);
            var response = new HttpResponseMessage(status) { Content = new StringContent(body), RequestMessage = request };
            if (Requests.Count == 1 && Continuation is { } next)
            {
                response.Headers.Add("x-ms-continuation-NextPartitionKey", next.Partition);
                response.Headers.Add("x-ms-continuation-NextRowKey", next.Row);
            }

            return Task.FromResult(response);
        }
    }
}
