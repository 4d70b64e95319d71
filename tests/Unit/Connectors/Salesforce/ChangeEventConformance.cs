using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.Salesforce;

namespace ServerlessCdi.Tests.Unit.Connectors.Salesforce;

/// <summary>Salesforce as a relay of its streaming APIs posts it.</summary>
public sealed class ChangeEventConformance : ConnectorConformance<SalesforceConnector>
{
    protected override IReadOnlyList<string> CredentialHeaders => [];

    protected override bool SignsBody => false;

    protected override string OptionsJson => """{"ignoreOrigins":["cdi"],"platformEvents":{"Order_Placed__e":{"key":"Contact_Id__c","event":"Order Placed","properties":["Total__c"]}}}""";

    protected override string ValidBody => """
        [{"channel":"/data/ContactChangeEvent","data":{"schema":"IeRuaY6cbI_HsV8Rv1Mc5g","payload":{"ChangeEventHeader":{"entityName":"Contact","recordIds":["003n000000NOtUbAAL","003n000000NOtUcAAL"],"changeType":"UPDATE","changeOrigin":"com/salesforce/api/soap/58.0;client=SfdcInternalAPI/","transactionKey":"0002343d-9d90-e395-ed20-cf416ba652ad","sequenceNumber":1,"commitTimestamp":1718115953625,"commitNumber":1082985383811,"changedFields":["Phone","LastModifiedDate","Name.FirstName"],"nulledFields":["Phone"]},"Phone":null,"Name":{"FirstName":"Kyle"},"HasOptedOutOfEmail":true,"LastModifiedDate":"2024-06-11T14:25:53Z"},"event":{"replayId":1}}},
        {"channel":"/event/Order_Placed__e","data":{"payload":{"CreatedDate":"2024-06-11T14:25:54Z","CreatedById":"0055f000005mc66AAA","Contact_Id__c":"003n000000NOtUb","Total__c":12.5},"event":{"replayId":2,"EventUuid":"e981b488-81f3-4fcc-bd6f-f7033c9d7ac3"}}}]
        """;

    protected override string UnknownEventBody => """
        [{"channel":"/event/Other__e","data":{"payload":{"CreatedDate":"2024-06-11T14:25:54Z"},"event":{"replayId":2}}},{"payload":{"ChangeEventHeader":{"entityName":"Campaign","recordIds":["701n000000NOtUbAAL"],"changeType":"CREATE"}}}]
        """;

    protected override IEnumerable<WebhookRequest> WithCredential(WebhookRequest request, string? value) => QueryCredential.In(request, value);
}
