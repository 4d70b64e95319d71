using System.Text;
using System.Text.Json;
using ServerlessCdi.Connectors;
using ServerlessCdi.Core;
using ServerlessCdi.Core.Changes;
using static ServerlessCdi.Tests.Unit.Connectors.Segment.SegmentRig;

namespace ServerlessCdi.Tests.Unit.Connectors.Segment;

public sealed class SegmentBatchTests
{
    private const string Mixed = """
        {"batch":[
          {"type":"identify","userId":"u","messageId":"1","traits":{}},
          {"type":"track","userId":"u","messageId":"2"},
          {"type":"page","anonymousId":"v","messageId":"3"},
          {"type":"nonsense","userId":"u"}
        ],"writeKey":"WK-live"}
        """;

    [Theory]
    [InlineData("batch")]
    [InlineData("b")]
    [InlineData("import")]
    [InlineData("batch/")]
    public void Every_element_becomes_a_change_or_is_put_aside_alone(string route)
    {
        var reading = Read(route, Mixed);

        Assert.Equal(["1", "3"], reading.Changes.Select(c => c.Id));
        Assert.Equal(2, reading.Rejected.Count);
        Assert.Equal("""{"type":"track","userId":"u","messageId":"2"}""", Encoding.UTF8.GetString(reading.Rejected[0].Raw.Span));
        Assert.Equal((200, """{"success":true}"""), (Source.Accepted(reading).Status, Source.Accepted(reading).Body));
    }

    [Fact]
    public void An_element_that_was_put_aside_can_be_read_alone_later() =>
        Assert.Equal("E", One("batch", """{"type":"track","userId":"u","event":"E"}""").Event!.Name);

    [Fact]
    public void An_empty_batch_is_nothing_and_no_mistake()
    {
        var reading = Read("batch", """{"batch":[]}""");

        Assert.Null(reading.Refusal);
        Assert.Empty(reading.Changes);
    }

    [Fact]
    public void A_packed_batch_is_unpacked() =>
        Assert.Equal(2, Source.Read(Request("batch", Gzip(Mixed), ("Content-Encoding", "gzip"), ("Content-Type", "application/x-www-form-urlencoded"))).Changes.Count);

    [Theory]
    [InlineData("batch", "")]
    [InlineData("batch", "not JSON")]
    [InlineData("batch", "[]")]
    [InlineData("batch", "{}")]
    [InlineData("batch", """{"batch":{}}""")]
    [InlineData("track", """{"userId":"u","event":"E"},""")]
    [InlineData("track", """{"userId":"u","event":"E","event":"F"}""")]
    [InlineData("track", """{"\ud800":1}""")]
    public void What_is_not_json_of_the_right_shape_is_refused(string route, string body) =>
        Assert.Equal(400, Read(route, body).Refusal!.Status);

    [Fact]
    public void What_is_not_utf8_is_refused() =>
        Assert.Equal(400, Source.Read(Request("track", [.. "{\"userId\":\""u8, 0xC3, 0x28, .. "\",\"event\":\"E\"}"u8])).Refusal!.Status);

    [Fact]
    public void A_call_may_have_32_kib_and_no_more()
    {
        Assert.Single(Read("page", Padded(32 * 1024)).Changes);
        Assert.Equal(400, Read("page", Padded(32 * 1024 + 1)).Refusal!.Status);
        Assert.Single(Read("batch", $$"""{"batch":[{{Padded(32 * 1024)}}]}""").Changes);
        Assert.Equal(400, Read("batch", $$"""{"batch":[{"type":"page","userId":"u"},{{Padded(32 * 1024 + 1)}}]}""").Refusal!.Status);
    }

    [Fact]
    public void A_batch_may_be_as_large_as_the_options_say_packed_or_not()
    {
        var small = Bind("""{"maxBatchBytes":65536}""");
        var three = $$"""{"batch":[{{Padded(30_000)}},{{Padded(30_000)}},{{Padded(30_000)}}]}""";

        Assert.Equal(65536, small.MaxBodyBytes);
        Assert.Equal(4 * 1024 * 1024, Source.MaxBodyBytes);
        Assert.Equal(400, small.Read(Request("batch", three)).Refusal!.Status);
        Assert.Equal(400, small.Read(Request("batch", Gzip(three), ("Content-Encoding", "gzip"))).Refusal!.Status);
        Assert.Equal(3, Source.Read(Request("batch", Gzip(three), ("Content-Encoding", "gzip"))).Changes.Count);
    }

    [Fact]
    public void What_claims_to_be_packed_and_is_not_is_refused()
    {
        Assert.Equal(400, Source.Read(Request("batch", Mixed, ("Content-Encoding", "gzip"))).Refusal!.Status);
        Assert.Equal(400, Source.Read(Request("batch", Gzip(Mixed)[..40], ("Content-Encoding", "gzip"))).Refusal!.Status);
        Assert.Equal(415, Source.Read(Request("batch", Mixed, ("Content-Encoding", "br"))).Refusal!.Status);
    }

    [Fact]
    public void What_nests_too_deep_to_be_kept_is_put_aside_and_spares_its_neighbours()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 100)) + "1" + new string('}', 100);
        var reading = Read("batch", $$"""
            {"batch":[{"type":"track","userId":"u","event":"E","properties":{{deep}}},{"type":"page","userId":"u"}]}
            """);

        Assert.Contains("deeper", Assert.Single(reading.Rejected).Reason, StringComparison.Ordinal);
        Assert.Single(reading.Changes);
        Assert.Equal(400, Read("track", string.Concat(Enumerable.Repeat("{\"a\":", 300))).Refusal!.Status);
    }

    [Fact]
    public void The_deepest_call_that_is_kept_survives_its_queue_message()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 47)) + "1" + new string('}', 47);
        var change = One("track", $$"""{"userId":"u","event":"E","properties":{{deep}}}""");

        var copy = JsonSerializer.Deserialize(JsonSerializer.SerializeToUtf8Bytes(change, CoreJson.Relaxed.Change), CoreJson.Relaxed.Change)!;

        Assert.Equal(change.Event!.Properties, copy.Event!.Properties);
    }

    [Theory]
    [InlineData("""{"maxBatchBytes":1024}""", "$.options.maxBatchBytes")]
    [InlineData("""{"maxBatchBytes":"4MB"}""", "$.options.maxBatchBytes")]
    [InlineData("""{"maxBatchByte":65536}""", "$.options.maxBatchByte")]
    public void A_mistake_in_the_options_is_told(string options, string path)
    {
        var errors = new ConfigErrors();

        Assert.Null(new ServerlessCdi.Connectors.Segment.SegmentConnector().Bind(Settings(options), errors));
        Assert.Equal(path, Assert.Single(errors.All).Path);
    }

    [Fact]
    public void No_bytes_make_reading_or_verification_throw()
    {
        var random = new Random(20261122);
        var seed = Encoding.UTF8.GetBytes(Mixed);
        for (var i = 0; i < 3000; i++)
        {
            var bytes = (byte[])seed.Clone();
            for (var flips = random.Next(1, 6); flips > 0; flips--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            var request = Request("batch", bytes[..random.Next(bytes.Length + 1)]);
            Source.Verify(request, [new SecretValue(WriteKey)], ReceivedAt);
            var reading = Source.Read(request);
            Assert.True(reading.Refusal is null || reading.Changes.Count + reading.Rejected.Count == 0);
        }
    }

    private static string Padded(int length)
    {
        const string start = """{"type":"page","userId":"u","properties":{"p":" """;
        return $"{start}{new string('x', length - start.Length - 3)}\"}}}}";
    }
}
