using ServerlessCdi.Connectors.OneTrust;

namespace ServerlessCdi.Tests.Unit.Connectors.OneTrust;

public sealed class OneTrustConformance : ConnectorConformance<OneTrustConnector>
{
    protected override IReadOnlyList<string> CredentialHeaders => ["Authorization"];

    protected override bool SignsBody => false;

    protected override string OptionsJson => """{"purposes":{"3e900659-de89-4184-bb1a-0bca2e822b39":{"purpose":"marketing","channel":"email"},"fishing-int-key":{"purpose":"fishing"}}}""";

    protected override string ValidBody => """
        {"eventId":"1afcc0cb-48ee-4a3a-a409-1b20a5399d9e","eventTime":"2020-01-09T16:35:26.277+0000","eventType":"3010","payload":{"dataSubjectGuid":"aa85841a-0141-4441-86af-c320ed6f0d7e","dataSubjectEmail":"John.Smith@example.com","contactFields":{"FirstName":"John","LastName":"Smith","Mobile":"","Password":"password","MagicLink":"ceb2uY3uH0phDvtCIYCn"},"profiles":[{"purposeId":"3e900659-de89-4184-bb1a-0bca2e822b39","collectionPointGuid":"21f16e84-8b2a-4217-8f52-b7bf6880df52","collectionPointVersion":1,"topics":[{"topicGuid":"6ed69adf-51a3-4452-ab8b-6280d58dafe8","integrationKey":"fishing-int-key","value":true}],"customPreferences":[],"profileFields":{"ConsentDate":"1543832130","TransactionStatus":"ACTIVE","LastTransaction":"1543832130"}},{"purposeId":"5d134aee-0356-4a45-94a6-9f00769531d4","profileFields":{"WithdrawalDate":"1543832131","TransactionStatus":"WITHDRAWN"}}],"unsubscribeAll":false},"messageKey":"aa85841a:21f16e84","messageSequenceNumber":1578587726277,"deDuplicationStrategy":"DISCARD_OLDER","reprocessCount":null}
        """;

    protected override string RedeliveredBody => ValidBody.Replace("\"reprocessCount\":null", "\"reprocessCount\":2", StringComparison.Ordinal);

    protected override string UnknownEventBody => """{"eventId":"e","eventTime":"2020-01-09T16:35:26.277+0000","eventType":"100","payload":{"id":"1"}}""";
}
