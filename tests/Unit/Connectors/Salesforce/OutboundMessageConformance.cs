using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.Salesforce;

namespace ServerlessCdi.Tests.Unit.Connectors.Salesforce;

/// <summary>Salesforce as it sends by itself.</summary>
public sealed class OutboundMessageConformance : ConnectorConformance<SalesforceConnector>
{
    protected override IReadOnlyList<string> CredentialHeaders => [];

    protected override bool SignsBody => false;

    protected override BodyForm Form => BodyForm.Xml;

    protected override string OptionsJson => """{"organizationId":"00Dn00000008y2t"}""";

    protected override string ValidBody => Message("Contact", """
        <sf:Id>003n000000NOtUbAAL</sf:Id><sf:DoNotCall>true</sf:DoNotCall><sf:Email>Kyle@Example.com</sf:Email><sf:FirstName>Kyle</sf:FirstName><sf:HasOptedOutOfEmail>false</sf:HasOptedOutOfEmail><sf:LastModifiedDate>2017-11-03T17:24:20.000Z</sf:LastModifiedDate><sf:LastName>Jones &amp; Co</sf:LastName>
        """);

    protected override string UnknownEventBody => Message("Campaign", "<sf:Id>701n000000NOtUbAAL</sf:Id><sf:Name>Spring</sf:Name>");

    protected override IEnumerable<WebhookRequest> WithCredential(WebhookRequest request, string? value) => QueryCredential.In(request, value);

    private static string Message(string type, string fields) => $"""
        <?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body><notifications xmlns="http://soap.sforce.com/2005/09/outbound"><OrganizationId>00Dn00000008y2tEAA</OrganizationId><ActionId>04kn000000000m5AAA</ActionId><SessionId xsi:nil="true"/><EnterpriseUrl>https://example.my.salesforce.com/services/Soap/c/41.0/00Dn00000008y2t</EnterpriseUrl><PartnerUrl>https://example.my.salesforce.com/services/Soap/u/41.0/00Dn00000008y2t</PartnerUrl><Notification><Id>04ln0000009JvY4AAK</Id><sObject xsi:type="sf:{type}" xmlns:sf="urn:sobject.enterprise.soap.sforce.com">{fields.Trim()}</sObject></Notification></notifications></soapenv:Body></soapenv:Envelope>
        """;
}
