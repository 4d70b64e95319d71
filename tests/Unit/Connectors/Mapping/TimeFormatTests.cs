using System.Globalization;
using System.Text.Json;
using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Tests.Unit.Connectors.StandardWebhooks;

namespace ServerlessCdi.Tests.Unit.Connectors.Mapping;

public sealed class TimeFormatTests
{
    [Theory]
    [InlineData("Europe/London", "2026-01-15 12:00", "12:00")]
    [InlineData("Europe/London", "2026-07-15 12:00", "11:00")]
    [InlineData("Europe/London", "2026-03-29 00:59", "00:59")]
    [InlineData("Europe/London", "2026-03-29 01:00", "01:00")]
    [InlineData("Europe/London", "2026-03-29 01:30", "01:30")]
    [InlineData("Europe/London", "2026-03-29 02:00", "01:00")]
    [InlineData("Europe/London", "2026-03-29 02:30", "01:30")]
    [InlineData("Europe/London", "2026-10-25 00:59", "-1 23:59")]
    [InlineData("Europe/London", "2026-10-25 01:00", "00:00")]
    [InlineData("Europe/London", "2026-10-25 01:30", "00:30")]
    [InlineData("Europe/London", "2026-10-25 02:00", "02:00")]
    [InlineData("Europe/Dublin", "2026-03-29 01:30", "01:30")]
    [InlineData("Europe/Dublin", "2026-10-25 01:30", "00:30")]
    [InlineData("Europe/Dublin", "2026-01-15 12:00", "12:00")]
    [InlineData("Europe/Berlin", "2026-03-29 02:30", "01:30")]
    [InlineData("Europe/Berlin", "2026-10-25 02:30", "00:30")]
    [InlineData("America/New_York", "2026-03-08 02:30", "07:30")]
    [InlineData("America/New_York", "2026-03-08 03:30", "07:30")]
    [InlineData("America/New_York", "2026-11-01 01:30", "05:30")]
    [InlineData("America/New_York", "2026-11-01 02:30", "07:30")]
    [InlineData("America/Los_Angeles", "2026-12-31 16:00", "+1 00:00")]
    [InlineData("America/Sao_Paulo", "2026-01-15 12:00", "15:00")]
    [InlineData("America/St_Johns", "2026-07-01 12:00", "14:30")]
    [InlineData("Australia/Lord_Howe", "2026-04-05 01:45", "-1 14:45")]
    [InlineData("Australia/Lord_Howe", "2026-10-04 02:15", "-1 15:45")]
    [InlineData("Australia/Sydney", "2026-10-04 02:30", "-1 16:30")]
    [InlineData("Australia/Sydney", "2026-04-05 02:30", "-1 15:30")]
    [InlineData("Asia/Kolkata", "2026-05-01 12:00", "06:30")]
    [InlineData("Asia/Kathmandu", "2026-05-01 12:00", "06:15")]
    [InlineData("Asia/Tokyo", "2026-05-01 00:00", "-1 15:00")]
    [InlineData("Asia/Tehran", "2021-03-22 00:30", "-1 21:00")]
    [InlineData("Africa/Casablanca", "2026-06-01 12:00", "11:00")]
    [InlineData("Pacific/Auckland", "2026-01-01 00:00", "-1 11:00")]
    [InlineData("Pacific/Apia", "2011-12-30 12:00", "22:00")]
    [InlineData("Pacific/Chatham", "2026-07-01 12:00", "-1 23:15")]
    [InlineData("UTC", "2026-07-01 12:00", "12:00")]
    public void A_clock_time_is_read_in_its_zone(string zone, string clock, string expected)
    {
        var written = DateTime.ParseExact(clock, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        var time = Read($$$"""{"date":{"format":"yyyy-MM-dd HH:mm","zone":"{{{zone}}}"}}""", clock);
        var moment = DateTime.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
        var days = (moment.Date - written.Date).Days;
        Assert.Equal(expected, (days == 0 ? "" : $"{(days > 0 ? "+" : "")}{days} ") + moment.ToString("HH:mm", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("Europe/London")]
    [InlineData("Europe/Dublin")]
    [InlineData("America/New_York")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Africa/Casablanca")]
    [InlineData("Pacific/Apia")]
    public void Every_half_hour_of_a_year_comes_back_as_the_clock_showed_it_or_as_long_after_a_skip(string name)
    {
        var zone = LocalZone.Find(name)!;
        var skipped = 0;
        for (var clock = new DateTime(2026, 1, 1); clock.Year == 2026; clock = clock.AddMinutes(30))
        {
            var moment = zone.ToMoment(clock);
            var back = zone.ToLocal(moment);
            skipped += back == clock ? 0 : 1;
            Assert.True(back >= clock, $"{clock:O} came back as {back:O}");

            // The first of two: no earlier moment shows the same time.
            Assert.NotEqual(clock, zone.ToLocal(moment.AddHours(-1)));
            Assert.NotEqual(clock, zone.ToLocal(moment.AddMinutes(-30)));
        }

        Assert.InRange(skipped, 0, 2);
    }

    [Theory]
    [InlineData("\"date\"", "2026-01-02", "2026-01-02")]
    [InlineData("\"date\"", "2026-01-02T03:04:05", "2026-01-02T03:04:05Z")]
    [InlineData("\"date\"", "2026-01-02T03:04:05.1234567+05:30", "2026-01-01T21:34:05.1234567Z")]
    [InlineData("\"date\"", "2026-13-02", "2026-13-02")]
    [InlineData("""{"date":{"zone":"Asia/Tokyo"}}""", "2026-01-02T03:00:00Z", "2026-01-02T03:00:00Z")]
    [InlineData("""{"date":{"zone":"Asia/Tokyo"}}""", "2026-01-02T03:00:00+01:00", "2026-01-02T02:00:00Z")]
    [InlineData("""{"date":{"zone":"Asia/Tokyo"}}""", "2026-01-02T03:00:00", "2026-01-01T18:00:00Z")]
    [InlineData("""{"date":{"zone":"Asia/Tokyo"}}""", "2026-01-02", "2026-01-02")]
    [InlineData("""{"date":{"zone":"Asia/Tokyo","to":"moment"}}""", "2026-01-02", "2026-01-01T15:00:00Z")]
    [InlineData("""{"date":{"zone":"Asia/Tokyo","to":"day"}}""", "2026-01-02T23:00:00Z", "2026-01-03")]
    [InlineData("""{"date":{"to":"day"}}""", "2026-01-02T23:00:00-05:00", "2026-01-03")]
    [InlineData("""{"date":{"format":"yyyy-MM-dd HH:mm:ss zzz","zone":"Asia/Tokyo"}}""", "2026-01-02 04:00:00 +01:00", "2026-01-02T03:00:00Z")]
    [InlineData("""{"date":["dd/MM/yyyy","MM/dd/yyyy"]}""", "19/04/1980", "1980-04-19")]
    [InlineData("""{"date":["dd/MM/yyyy","MM/dd/yyyy"]}""", "04/19/1980", "1980-04-19")]
    [InlineData("""{"date":["dd/MM/yyyy","MM/dd/yyyy"]}""", "04/05/1980", "1980-05-04")]
    [InlineData("""{"date":["unix-ms","iso","d MMM yyyy"]}""", "5 Apr 1980", "1980-04-05")]
    [InlineData("""{"date":["dd/MM/yyyy HH:mm","dd/MM/yyyy"]}""", "19/04/1980", "1980-04-19")]
    [InlineData("""{"date":["dd/MM/yyyy HH:mm","dd/MM/yyyy"]}""", "19/04/1980 07:30", "1980-04-19T07:30:00Z")]
    [InlineData("""{"date":"unix-s"}""", "-86400", "1969-12-31T00:00:00Z")]
    [InlineData("""{"date":"unix-s"}""", "1767322800.123456", "2026-01-02T03:00:00.123456Z")]
    [InlineData("""{"date":"unix-s"}""", "1.7673228E9", "2026-01-02T03:00:00Z")]
    [InlineData("""{"date":"unix-s"}""", "99999999999999", "99999999999999")]
    [InlineData("""{"date":"unix-ms"}""", "-1", "1969-12-31T23:59:59.999Z")]
    [InlineData("""{"date":"unix-ms"}""", "99999999999999999", "99999999999999999")]
    [InlineData("""{"date":"dataverse"}""", "/Date(1767322800000)/", "2026-01-02T03:00:00Z")]
    [InlineData("""{"date":"dataverse"}""", "/Date(1767322800000-0500)/", "2026-01-02T03:00:00Z")]
    [InlineData("""{"date":"dataverse"}""", "/Date(-86400000)/", "1969-12-31T00:00:00Z")]
    [InlineData("""{"date":"dataverse"}""", "/Date(-86400000+0100)/", "1969-12-31T00:00:00Z")]
    [InlineData("""{"date":"dataverse"}""", "/Date(5+1)/", "/Date(5+1)/")]
    [InlineData("""{"date":"dataverse"}""", "Date()", "Date()")]
    [InlineData("""{"date":"dataverse"}""", "/Date(/", "/Date(/")]
    public void A_time_is_read_in_its_format(string transform, string text, string expected) => Assert.Equal(expected, Read(transform, text));

    [Theory]
    [InlineData("Europe/Londn")]
    [InlineData("London")]
    [InlineData("BST")]
    [InlineData("GMT Standard Time")]
    [InlineData("../etc/passwd")]
    public void A_zone_must_be_known(string zone)
    {
        var mistake = Assert.Single(Sources.Mistakes($$$"""{"object":"c","id":"id","occurredAt":{"from":"at","zone":"{{{zone}}}"}}"""));
        Assert.StartsWith("$.mapping.occurredAt.zone: ", mistake, StringComparison.Ordinal);
    }

    [Fact]
    public void The_time_of_a_change_is_read_in_several_formats_and_a_zone()
    {
        const string Mapping = """{"object":"contact","id":"id","occurredAt":{"from":"at","format":["dataverse","dd/MM/yyyy HH:mm"],"zone":"Europe/London"}}""";
        var changes = Sources.Read(Mapping, """[{"id":1,"at":"01/07/2026 09:30"},{"id":2,"at":"/Date(1767322800000)/"}]""").Changes;
        Assert.Equal(["2026-07-01T08:30:00Z", "2026-01-02T03:00:00Z"], changes.Select(c => c.OccurredAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)));
        Assert.Single(Sources.Read(Mapping, """{"id":1,"at":"2026-07-01"}""").Rejected);
    }

    private static string Read(string transform, string text)
    {
        var errors = new ConfigErrors();
        var bound = Transforms.Bind(new(JsonElement.Parse($$"""{"transforms":[{{transform}}]}"""), "$", errors), null, errors);
        Assert.Empty(errors.All);
        return Assert.Single(bound)(MappedValue.Of(text)).Text!;
    }
}
