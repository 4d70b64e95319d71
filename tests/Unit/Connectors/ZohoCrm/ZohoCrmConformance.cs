using System.Text;
using System.Text.Json.Nodes;
using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.ZohoCrm;

namespace ServerlessCdi.Tests.Unit.Connectors.ZohoCrm;

public sealed class ZohoCrmConformance : ConnectorConformance<ZohoCrmConnector>
{
    protected override IReadOnlyList<string> CredentialHeaders => [];

    protected override bool SignsBody => false;

    protected override string OptionsJson => """{"channels":["1000000068001"],"channelExpires":"2026-11-29T08:00:00+01:00"}""";

    protected override string ValidBody => """
        {"server_time":1718115953625,"affected_values":[{"record_id":"5725767000003000010","values":{"Email":"Ada@Example.com","Last_Name":"Lovelace","Email_Opt_Out":true}},{"record_id":"5725767000003000020","values":{"Mobile":"+49 30 123456"}}],"query_params":{},"module":"Contacts","resource_uri":"https://www.zohoapis.com/crm/v8/Leads","ids":["5725767000003000010","5725767000003000020"],"affected_fields":[],"operation":"update","channel_id":"1000000068001","token":"sample"}
        """;

    protected override string UnknownEventBody => """{"server_time":1718115953625,"module":"Campaigns","ids":["1"],"operation":"insert","channel_id":"1000000068001","token":"sample"}""";

    protected override IEnumerable<WebhookRequest> WithCredential(WebhookRequest request, string? value)
    {
        var body = JsonNode.Parse(request.Body.Span)!.AsObject(); // the test's own body
        body.Remove("token");
        if (value is not null)
        {
            body["token"] = value;
        }

        yield return request with { Body = Encoding.UTF8.GetBytes(body.ToJsonString()) };
    }

    /// <summary>The token stands in the body, so that a body torn apart shows none; one with another word in it is as genuine as before.</summary>
    public override void A_changed_body_is_refused_where_the_signature_covers_it()
    {
        var secret = Mint();
        var request = Signed(ValidBody.Replace("Lovelace", "Byron", StringComparison.Ordinal), secret.Signing);
        Assert.Equal(WebhookVerdict.Genuine, Source.Verify(request, Live(secret), Now));
        Assert.Equal(WebhookVerdict.Malformed, Source.Verify(request with { Body = request.Body[..^1] }, Live(secret), Now));
        Assert.Equal(WebhookVerdict.Malformed, Source.Verify(request with { Body = request.Body[1..] }, Live(secret), Now));
    }
}
