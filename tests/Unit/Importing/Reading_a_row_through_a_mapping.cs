using System.Text;
using ServerlessCdi.Connectors;
using ServerlessCdi.Pipeline.Configuration;
using ServerlessCdi.Tests.Unit.Configuration;

namespace ServerlessCdi.Tests.Unit.Importing;

public sealed class Reading_a_row_through_a_mapping
{
    private const string Row = """{"customer_no":"7","email":"A@Example.com","newsletter":"yes","last_modified":"2025-01-02T03:04:05Z"}""";

    private static IRowSource Legacy => (IRowSource)ConfigLoader.Load(SchemaCheck.ConfigFolder).Source("legacy-crm")!.Webhook;

    [Fact]
    public void It_is_the_same_change_however_often_it_is_read()
    {
        var change = Assert.Single(Read(Row, null).Changes);

        Assert.Equal(("contact", "7"), (change.Record.Object, change.Record.Key));
        Assert.Equal("a@example.com", Assert.Single(change.Identifiers).Value);
        Assert.Equal(change.Id, Assert.Single(Read(Row, null).Changes).Id);
        Assert.NotEqual(change.Id, Assert.Single(Read(Row.Replace("yes", "no", StringComparison.Ordinal), null).Changes).Id);
    }

    [Theory]
    [InlineData("contact", 1)]
    [InlineData("company", 0)]
    public void A_stated_kind_of_object_must_be_the_mappings(string kind, int changes)
    {
        var reading = Read(Row, kind);
        Assert.Equal((changes, 1 - changes), (reading.Changes.Count, reading.Rejected.Count));
    }

    private static WebhookReading Read(string row, string? kind) => Legacy.ReadRow(
        new WebhookRequest
        {
            Method = "POST",
            Url = new Uri("https://import.invalid/"),
            Headers = new Dictionary<string, string>(),
            Body = Encoding.UTF8.GetBytes(row),
            ReceivedAt = DateTimeOffset.UnixEpoch,
        },
        kind);
}
