using ServerlessCdi.Connectors.Dataverse;

namespace ServerlessCdi.Tests.Unit.Connectors.Dataverse;

public sealed class DataverseConformance : ConnectorConformance<DataverseConnector>
{
    protected override IReadOnlyList<string> CredentialHeaders => ["x-webhook-key"];

    protected override bool SignsBody => false;

    protected override string ValidBody => """
        {"BusinessUnitId":"a3c20b02-4e38-ef11-a315-000d3a5a54dc","CorrelationId":"e1bcd028-ae87-4ca6-af27-a17ee680dbc9","Depth":1,"InputParameters":[{"key":"Target","value":{"__type":"Entity:http://schemas.microsoft.com/xrm/2011/Contracts","Attributes":[{"key":"emailaddress1","value":"Ada@Example.com"},{"key":"lastname","value":"Lovelace"},{"key":"telephone1","value":null},{"key":"donotbulkemail","value":true},{"key":"statuscode","value":{"__type":"OptionSetValue:http://schemas.microsoft.com/xrm/2011/Contracts","Value":1}},{"key":"parentcustomerid","value":{"__type":"EntityReference:http://schemas.microsoft.com/xrm/2011/Contracts","Id":"475b158c-541c-e511-80d3-3863bb347ba8","KeyAttributes":[],"LogicalName":"account","Name":"Acme","RowVersion":null}},{"key":"birthdate","value":"\/Date(-4889808000000)\/"},{"key":"modifiedon","value":"\/Date(1722582039000)\/"}],"EntityState":null,"FormattedValues":[{"key":"statuscode","value":"Active"}],"Id":"3d1feef9-604d-ef11-bfe3-6045bd03d9d8","KeyAttributes":[],"LogicalName":"contact","RelatedEntities":[],"RowVersion":"5948260"}}],"MessageName":"Update","Mode":1,"OperationCreatedOn":"\/Date(1722582039000+0000)\/","OperationId":"1a14c3ec-9c50-ef11-bfe3-00224802dbb1","OrganizationId":"6042beb1-a93a-ef11-8e4b-00224802c699","OwningExtension":{"Id":"8ff4bda5-9d4e-ef11-bfe3-00224802dbb1","LogicalName":"sdkmessageprocessingstep"},"PostEntityImages":[],"PreEntityImages":[],"PrimaryEntityId":"3d1feef9-604d-ef11-bfe3-6045bd03d9d8","PrimaryEntityName":"contact","RequestId":"84d03007-6a8f-41da-aeae-7b6460bb7a04","Stage":40}
        """;

    protected override string UnknownEventBody => """{"MessageName":"Associate","PrimaryEntityName":"contact","PrimaryEntityId":"3d1feef9-604d-ef11-bfe3-6045bd03d9d8","InputParameters":[],"OperationId":"1a14c3ec-9c50-ef11-bfe3-00224802dbb1"}""";
}
