using ServerlessCdi.Connectors;

namespace ServerlessCdi.Tests.Unit.Connectors.HubSpot;

public sealed class HubSpotOptionsTests
{
    [Theory]
    [InlineData("""{"portal":33}""", "$.options.portal")]
    [InlineData("""{"portalId":"abc"}""", "$.options.portalId")]
    [InlineData("""{"portalId":0}""", "$.options.portalId")]
    [InlineData("""{"acceptLegacySignatures":"yes"}""", "$.options.acceptLegacySignatures")]
    [InlineData("""{"subscriptions":{"1":" "}}""", "$.options.subscriptions.1")]
    [InlineData("""{"subscriptions":null}""", "$.options.subscriptions")]
    [InlineData("""{"fields":{"city":"town"}}""", "$.options.fields")]
    [InlineData("[]", "$.options")]
    public void A_wrong_setting_is_named_and_no_source_is_made(string options, string path)
    {
        var errors = new ConfigErrors();
        Assert.Null(HubSpotSource.Bind(options, errors));
        Assert.Equal(path, Assert.Single(errors.All).Path);
    }

    [Fact]
    public void Every_mistake_is_shown_at_once()
    {
        var errors = new ConfigErrors();
        Assert.Null(HubSpotSource.Bind("""{"portalId":-1,"subscriptions":{"1":"","2":""}}""", errors));
        Assert.Equal(3, errors.All.Count);
    }
}
