using ServerlessCdi.Core.Changes;
using static ServerlessCdi.Tests.Unit.Connectors.Segment.SegmentRig;

namespace ServerlessCdi.Tests.Unit.Connectors.Segment;

/// <summary>Everything is received at 16:00:00.</summary>
public sealed class SegmentTimeTests
{
    [Theory]
    [InlineData("2026-11-22T15:59:50.123Z", "2026-11-22T15:59:59Z", "15:59:50.123")]
    [InlineData("2026-11-22T16:59:50.123+01:00", "2026-11-22T16:04:59Z", "15:59:50.123")]
    [InlineData("2026-11-22T15:59:50", null, "15:59:50.000")]
    public void A_clock_that_is_nearly_right_is_believed(string timestamp, string? sentAt, string expected) =>
        Assert.Equal((expected, false), Occurred(timestamp, sentAt));

    [Fact]
    public void A_clock_that_is_ahead_is_corrected_to_the_second() =>
        Assert.Equal(("15:59:50.000", false), Occurred("2026-11-22T17:59:50.900Z", "2026-11-22T18:00:00Z"));

    [Fact]
    public void A_late_delivery_gets_the_time_of_the_first()
    {
        var body = """{"userId":"u","event":"E","messageId":"m","timestamp":"2026-11-22T10:00:00.5Z","sentAt":"2026-11-22T10:00:01Z"}""";
        var first = Source.Read(Request("track", body) with { ReceivedAt = ReceivedAt.AddHours(-6).AddSeconds(2) }).Changes[0];
        var later = Source.Read(Request("track", body)).Changes[0];

        Assert.Equal((first.Id, first.OccurredAt), (later.Id, later.OccurredAt));
    }

    [Theory]
    [InlineData(null, "2026-11-22T15:59:59Z")]
    [InlineData("yesterday", "2026-11-22T15:59:59Z")]
    [InlineData("0001-01-01T00:00:00Z", "2026-11-22T15:59:59Z")]
    [InlineData("2031-01-01T00:00:00Z", "2026-11-22T15:59:59Z")]
    [InlineData("9999-12-31T23:59:59Z", null)]
    public void A_time_that_is_missing_senseless_or_yet_to_come_is_that_of_receipt(string? timestamp, string? sentAt) =>
        Assert.Equal(("16:00:00.000", true), Occurred(timestamp, sentAt));

    [Fact]
    public void The_widest_clocks_break_nothing() =>
        Assert.Equal(1970, One("track", """{"userId":"u","event":"E","timestamp":"1900-01-01T00:00:00Z","sentAt":"9999-12-31T23:59:59Z"}""").OccurredAt.Year);

    [Fact]
    public void RudderStacks_original_timestamp_counts_where_there_is_no_timestamp()
    {
        var change = One("batch", """
            {"timestamp":"2026-11-22T15:59:59Z","sentAt":"2026-11-22T18:00:00Z","batch":[
              {"type":"track","userId":"u","event":"E","originalTimestamp":"2026-11-22T15:00:00Z","sentAt":"2026-11-22T15:59:59Z"}]}
            """);

        Assert.Equal(new DateTimeOffset(2026, 11, 22, 15, 0, 0, TimeSpan.Zero), change.OccurredAt);
    }

    [Fact]
    public void The_batchs_sending_time_holds_for_elements_without_one()
    {
        var change = One("batch", """
            {"sentAt":"2026-11-22T18:00:00Z","batch":[{"type":"track","userId":"u","event":"E","timestamp":"2026-11-22T17:00:00Z"}]}
            """);

        Assert.Equal(new DateTimeOffset(2026, 11, 22, 15, 0, 0, TimeSpan.Zero), change.OccurredAt);
    }

    private static (string Time, bool IsReceipt) Occurred(string? timestamp, string? sentAt)
    {
        static string Member(string name, string? value) => value is null ? "" : $",\"{name}\":\"{value}\"";
        Change change = One("track", $$"""{"userId":"u","event":"E"{{Member("timestamp", timestamp)}}{{Member("sentAt", sentAt)}}}""");
        return (change.OccurredAt.ToString("HH:mm:ss.fff", null), change.TimeIsReceipt);
    }
}
