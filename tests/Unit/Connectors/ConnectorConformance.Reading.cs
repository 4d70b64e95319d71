using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ServerlessCdi.Connectors;

namespace ServerlessCdi.Tests.Unit.Connectors;

/// <summary>Everything that was sent ends as something, the same way each time, whatever was sent.</summary>
public abstract partial class ConnectorConformance<TConnector>
{
    private const int Mutations = 10_000;
    private const int Sampled = 1000;

    /// <summary>Longest that one delivery may take, in milliseconds. It is measured again where the machine was busy.</summary>
    private const int MostMilliseconds = 100;

    /// <summary>Else what a mapping says of purposes and sensitivity would bind nobody, and no contract could be compared with it.</summary>
    [Fact]
    public void A_connector_that_ships_a_table_tells_what_it_reads_and_what_its_fields_are_for()
    {
        var ships = Connector.GetType().Assembly.GetManifestResourceInfo($"{Connector.Manifest.Key}.mapping.json") is not null;

        Assert.True(!ships || (Source.Fields.Count > 0 && Source.Paths.Count > 0));
    }

    [Fact]
    public void A_delivery_becomes_changes_that_are_fit_for_the_queue()
    {
        var reading = Read(ValidBody);
        Assert.NotEmpty(reading.Changes);
        Assert.Empty(reading.Rejected);
        Assert.Null(reading.Refusal);
        Assert.All(reading.Changes, AssertWellFormed);
        Assert.Equal(reading.Changes.Count, reading.Changes.Select(c => c.Id).Distinct().Count());
    }

    [Fact]
    public void A_replay_gives_the_same_changes()
    {
        var first = Read(ValidBody);
        _time.Advance(TimeSpan.FromHours(7));
        var second = Read(RedeliveredBody ?? ValidBody);
        Assert.Equal(first.Changes.Select(c => c.Id), second.Changes.Select(c => c.Id));
        Assert.Equal(first.Changes.Select(c => c.TimeIsReceipt ? default : c.OccurredAt), second.Changes.Select(c => c.TimeIsReceipt ? default : c.OccurredAt));
    }

    [Fact]
    public void An_event_that_is_not_wanted_is_ignored_by_name()
    {
        if (UnknownEventBody is not { } body)
        {
            Assert.NotEmpty(Read(ValidBody).Changes);
            return;
        }

        var reading = Read(body);
        Assert.NotEmpty(reading.Ignored);
        Assert.All(reading.Ignored, Assert.NotEmpty);
        Assert.Empty(reading.Changes);
        Assert.Empty(reading.Rejected);
        Assert.Null(reading.Refusal);
    }

    [Fact]
    public void A_delivery_without_events_says_nothing()
    {
        if (EmptyBody is not { } body)
        {
            AssertNotUnderstood(Read("[]"));
            return;
        }

        Assert.Equal("0 changes, 0 ignored, 0 rejected", Describe(Read(body)));
    }

    [Fact]
    public void A_torn_body_gives_no_changes()
    {
        var body = Encoding.UTF8.GetBytes(ValidBody);
        var source = Source;
        var request = Signed(ValidBody, Mint().Signing);
        for (var length = 0; length < body.Length; length++)
        {
            var reading = source.Read(request with { Body = body.AsMemory(0, length) });
            if (Form == BodyForm.Form)
            {
                // The front of a form is a form, and only a signature could tell.
                AssertAccountedFor(reading);
                continue;
            }

            AssertNotUnderstood(reading);
        }
    }

    [Fact]
    public void Nesting_without_end_is_not_understood()
    {
        AssertNotUnderstood(Read(new string('[', 200_000)));
        AssertNotUnderstood(Read(string.Concat(Enumerable.Repeat("<a>", 100_000))));
        AssertNotUnderstood(Read($"a{string.Concat(Enumerable.Repeat("[b]", 10_000))}=1"));
        AssertNotUnderstood(Read(string.Concat(Enumerable.Repeat("{\"a\":", 200)) + "1" + new string('}', 200)));
        if (Form == BodyForm.Json)
        {
            AssertNotUnderstood(Read(ValidBody.Insert(ValidBody.IndexOf('{') + 1, $"\"zz\":{new string('[', 80)}{new string(']', 80)},")));
        }
    }

    [Fact]
    public void A_property_that_is_there_twice_is_not_understood()
    {
        if (Form == BodyForm.Form)
        {
            AssertNotUnderstood(Read($"{ValidBody}&{ValidBody.Split('&')[0]}"));
            return;
        }

        if (Form == BodyForm.Xml)
        {
            AssertNotUnderstood(Read(ValidBody + ValidBody));
            return;
        }

        var member = Regex.Match(ValidBody, "\\{\\s*(\"[^\"]+\"\\s*:\\s*(?:\"[^\"]*\"|[0-9]+))").Groups[1];
        Assert.True(member.Success, "The first object of ValidBody should start with a plain member.");
        var reading = Read(ValidBody.Insert(member.Index, member.Value + ","));
        Assert.True(reading.Refusal is not null || reading.Rejected.Count > 0);
        Assert.True(reading.Changes.Count < Read(ValidBody).Changes.Count);
    }

    [Fact]
    public void Bytes_that_are_no_UTF8_are_not_understood()
    {
        var body = Encoding.UTF8.GetBytes(ValidBody);
        var places = Form == BodyForm.Json
            ? Regex.Matches(ValidBody, "\"[^\"]+\"").Select(text => text.Index + 1)
            : Enumerable.Range(1, (ValidBody.Length - 1) / 5).Select(n => n * 5);
        foreach (var place in places)
        {
            var at = Encoding.UTF8.GetByteCount(ValidBody.AsSpan(0, place));
            foreach (byte[] wrong in new byte[][] { [0xFF], [0xC0, 0xAF], [0xED, 0xA0, 0x80] })
            {
                AssertNotUnderstood(Read([.. body[..at], .. wrong, .. body[at..]]));
            }
        }
    }

    [Fact]
    public void Half_a_surrogate_pair_harms_nobody()
    {
        foreach (Match text in Regex.Matches(ValidBody, "\"[^\"]*\""))
        {
            var reading = Read(string.Concat(ValidBody.AsSpan(0, text.Index + 1), "\\ud800", ValidBody.AsSpan(text.Index + 1)));
            AssertAccountedFor(reading);
            Assert.All(reading.Changes, AssertWellFormed);
        }
    }

    [Fact]
    public void Numbers_beyond_reason_harm_nobody()
    {
        foreach (Match number in Regex.Matches(ValidBody, "(?<=[:\\[,]\\s*)[0-9]+"))
        {
            foreach (var huge in new[] { "1e999", "-1e999", "99999999999999999999999999999999", "-1", "9223372036854775807", "253402300800000", "0.5", new string('9', 5000) })
            {
                var reading = Read(string.Concat(ValidBody.AsSpan(0, number.Index), huge, ValidBody.AsSpan(number.Index + number.Length)));
                AssertAccountedFor(reading);
                Assert.All(reading.Changes, AssertWellFormed);
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("1")]
    [InlineData("\"text\"")]
    [InlineData("[null]")]
    [InlineData("[1,\"two\",[3]]")]
    [InlineData("{}")]
    [InlineData("[{}]")]
    [InlineData("<xml/>")]
    [InlineData("a=b&c=d")]
    [InlineData("[] []")]
    [InlineData("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>")]
    public void A_body_of_another_form_is_not_understood(string body) => AssertNotUnderstood(Read(body));

    [Fact]
    public void Ten_thousand_mutilated_deliveries_are_read_and_judged_without_an_exception()
    {
        var secret = Mint();
        var source = Source;
        var genuine = Signed(ValidBody, secret.Signing);
        var mutator = new Mutator(seed: 20260101, [ValidBody, UnknownEventBody ?? ValidBody]);
        for (var i = 0; i < Mutations; i++)
        {
            var body = mutator.Next();
            var request = genuine with { Body = body, Headers = mutator.Headers(genuine.Headers) };
            try
            {
                var started = Stopwatch.GetTimestamp();
                var verdict = source.Verify(request, Live(secret), Now);
                Assert.False(SignsBody && verdict == WebhookVerdict.Genuine && !IsSameMessage(body, genuine.Body.Span), "A changed body passed for genuine.");
                var reading = source.Read(request);
                if (Stopwatch.GetElapsedTime(started).TotalMilliseconds > MostMilliseconds)
                {
                    Assert.InRange(LeastMilliseconds(source, request), 0, MostMilliseconds);
                }

                Assert.All(reading.Changes, AssertWellFormed);
            }
            catch (Exception thrown) when (thrown is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"Mutation {i} of seed 20260101 threw {thrown}\nBody: {Encoding.UTF8.GetString(body)}");
            }
        }
    }

    [Fact]
    public void The_mutations_reach_past_the_parser()
    {
        var source = Source;
        var genuine = Signed(ValidBody, Mint().Signing);
        var mutator = new Mutator(seed: 20260101, [ValidBody, UnknownEventBody ?? ValidBody]);
        var parsed = 0;
        for (var i = 0; i < Sampled; i++)
        {
            var body = mutator.Next();
            parsed += Form == BodyForm.Json ? IsJson(body) ? 1 : 0 : source.Read(genuine with { Body = body }) is { Changes.Count: > 0 } or { Ignored.Count: > 0 } ? 1 : 0;
        }

        Assert.InRange(parsed, Sampled / 10, Sampled);
        Assert.NotEmpty(source.Read(genuine).Changes);
    }

    private double LeastMilliseconds(IWebhookSource source, WebhookRequest request)
    {
        var least = double.MaxValue;
        for (var i = 0; i < 5; i++)
        {
            var started = Stopwatch.GetTimestamp();
            source.Verify(request, Live(Mint()), Now);
            source.Read(request);
            least = Math.Min(least, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return least;
    }

    private static bool IsJson(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
