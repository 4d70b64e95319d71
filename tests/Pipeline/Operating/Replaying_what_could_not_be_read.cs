using System.IO.Compression;
using System.Text;
using ServerlessCdi.Pipeline.Operate;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Tests.Pipeline.Rigging;

namespace ServerlessCdi.Tests.Pipeline.Operating;

/// <summary>What waits comes back to its reader as the request that it was.</summary>
public sealed class Replaying_what_could_not_be_read
{
    [Fact]
    public async Task The_headers_that_the_reader_looks_at_and_no_others_come_back_with_the_body()
    {
        await using var rig = await Rig.StartAsync();
        var quarantine = await QuarantineRig.StartAsync(rig);
        var vendor = new TopicSource();
        var source = QuarantineRig.Source(vendor);
        await quarantine.TakeAsync(source, QuarantineRig.Request("/hooks/crm", "{}", (TopicSource.Header, "customers/update"), ("Authorization", "Bearer secret"), ("X-Signature", "sig")));

        vendor.Known.Add("customers/update");
        var replayed = await quarantine.ReplayAllAsync(source);

        Assert.Equal((1, 0), (replayed.Replayed, replayed.Waiting.Count));
        Assert.Equal(["customers/update {}"], (await quarantine.SentAsync()).Select(c => c.Id));
        var again = vendor.Read[^1];
        Assert.Equal(["x-topic"], again.Headers.Keys);
        Assert.Equal(("/hooks/crm", ""), (again.Url.AbsolutePath, again.Url.Query));
        Assert.Equal(Rig.Start, again.ReceivedAt);
    }

    [Fact]
    public async Task The_same_body_under_another_event_is_another_item_and_a_redelivery_is_not()
    {
        await using var rig = await Rig.StartAsync();
        var quarantine = await QuarantineRig.StartAsync(rig);
        var source = QuarantineRig.Source(new TopicSource());
        await quarantine.TakeAsync(source, QuarantineRig.Request("/hooks/crm", "{}", (TopicSource.Header, "customers/create")));
        await quarantine.TakeAsync(source, QuarantineRig.Request("/hooks/crm", "{}", (TopicSource.Header, "customers/update")));
        var waiting = await quarantine.TakeAsync(source, QuarantineRig.Request("/hooks/crm", "{}", (TopicSource.Header, "customers/update")));

        Assert.Equal(2, waiting.Count);
    }

    [Fact]
    public async Task The_path_is_that_of_the_first_request_under_the_public_address()
    {
        await using var rig = await Rig.StartAsync();
        var quarantine = await QuarantineRig.StartAsync(rig);
        var vendor = new TopicSource();
        var source = QuarantineRig.Source(vendor, new Uri("https://public.example/base"));
        await quarantine.TakeAsync(source, QuarantineRig.Request("/base/a%20b", "{}"));

        await quarantine.ReplayAllAsync(source);

        Assert.Equal("https://public.example/base/a%20b", vendor.Read[^1].Url.AbsoluteUri);
    }

    [Fact]
    public async Task A_body_that_its_reader_did_not_unpack_comes_back_packed_and_says_so()
    {
        await using var rig = await Rig.StartAsync();
        var quarantine = await QuarantineRig.StartAsync(rig);
        var vendor = new TopicSource();
        var source = QuarantineRig.Source(vendor);
        var packed = Gzip("{}");
        await quarantine.TakeAsync(source, QuarantineRig.Request("/hooks/crm", packed, (TopicSource.Header, "t"), ("Content-Encoding", "gzip")));

        await quarantine.ReplayAllAsync(source);

        Assert.Equal(packed, vendor.Read[^1].Body.ToArray());
        Assert.Equal("gzip", vendor.Read[^1].Header("Content-Encoding"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_call_whose_type_stands_in_the_path_is_read_as_that_type_again(bool packed)
    {
        await using var rig = await Rig.StartAsync();
        var quarantine = await QuarantineRig.StartAsync(rig);
        var site = QuarantineRig.Segment();
        const string Body = """{"messageId":"m1","userId":"u1"}""";
        var request = packed
            ? QuarantineRig.Request("/v1/track", Gzip(Body), ("Content-Encoding", "gzip"))
            : QuarantineRig.Request("/v1/track", Body);
        var item = Assert.Single(await quarantine.TakeAsync(site, request));

        var replayed = await quarantine.ReplayAllAsync(site);

        Assert.Equal("The track call has no event.", Assert.Single(replayed.Waiting).Reason);
        Assert.Equal(item.Reason, replayed.Waiting[0].Reason);
        Assert.Equal(Body, Encoding.UTF8.GetString((await quarantine.Store.FindAsync(item.Id, CancellationToken.None))!.Payload.Span));
    }

    [Fact]
    public async Task An_element_of_a_batch_waits_as_a_call_of_its_own_type()
    {
        await using var rig = await Rig.StartAsync();
        var quarantine = await QuarantineRig.StartAsync(rig);
        var site = QuarantineRig.Segment();
        await quarantine.TakeAsync(site, QuarantineRig.Request("/v1/batch", """{"batch":[{"type":"identify","messageId":"m1","traits":{}},{"type":"identify","userId":"u2","messageId":"m2"}]}"""));
        var item = Assert.Single(await quarantine.WaitingAsync());

        Assert.Equal("/v1/identify", (await quarantine.Store.FindAsync(item.Id, CancellationToken.None))!.Context!.Path);
        Assert.Equal(item.Reason, Assert.Single((await quarantine.ReplayAllAsync(site)).Waiting).Reason);
    }

    [Fact]
    public async Task What_the_reader_refuses_waits_with_the_refusals_own_words()
    {
        await using var rig = await Rig.StartAsync();
        var quarantine = await QuarantineRig.StartAsync(rig);
        var site = QuarantineRig.Segment();
        await quarantine.Store.AddAsync(
            [new("site~1", "site", "was readable once", Rig.Start, "[]"u8.ToArray()) { Context = new("/v1/identify", new Dictionary<string, string>()) }], CancellationToken.None);

        var waiting = Assert.Single((await quarantine.ReplayAllAsync(site)).Waiting);

        Assert.Equal("The body is not a JSON object whose members have distinct names.", waiting.Reason);
    }

    [Fact]
    public async Task An_item_of_a_list_goes_with_what_stands_around_the_list_and_gets_the_id_that_it_would_have_had()
    {
        await using var rig = await Rig.StartAsync();
        var quarantine = await QuarantineRig.StartAsync(rig);
        const string Body = """{"account":"acme","page":{"events":[{"id":1},{"ref":2}]}}""";
        const string Mapping = """{"items":"$.page.events","object":"contact","id":"ID","fields":[{"from":"$.account","to":"company"}]}""";
        var request = QuarantineRig.Request("/hooks/shop", Body, ("webhook-id", "d1"), ("webhook-timestamp", "1767322800"), ("webhook-signature", "v1,AAAA"));
        await quarantine.TakeAsync(QuarantineRig.Mapped(Mapping.Replace("ID", "id", StringComparison.Ordinal)), request);
        var mended = QuarantineRig.Mapped(Mapping.Replace("\"ID\"", "[\"id\",\"ref\"]", StringComparison.Ordinal));
        await quarantine.SentAsync();

        Assert.Equal(1, (await quarantine.ReplayAllAsync(mended)).Replayed);

        var change = Assert.Single(await quarantine.SentAsync());
        Assert.Equal(mended.Webhook.Read(request).Changes[1].Id, change.Id);
        Assert.Equal("acme", Assert.Single(change.Fields).Value.AsText());
    }

    [Fact]
    public async Task What_the_mapping_ignores_by_now_goes_without_a_change()
    {
        await using var rig = await Rig.StartAsync();
        var quarantine = await QuarantineRig.StartAsync(rig);
        const string Mapping = """{"object":"contact","id":"id","kind":{"from":"type","values":{"made":"upsert"}}}""";
        await quarantine.TakeAsync(QuarantineRig.Mapped(Mapping), QuarantineRig.Request("/hooks/shop", """{"type":"made"}"""));
        var mended = QuarantineRig.Mapped(Mapping.Replace("\"made\"", "\"other\"", StringComparison.Ordinal));

        Assert.Equal((1, 0), ((await quarantine.ReplayAllAsync(mended)).Replayed, (await quarantine.WaitingAsync()).Count));
    }

    [Fact]
    public async Task One_that_cannot_be_opened_or_sent_does_not_keep_the_others()
    {
        await using var rig = await Rig.StartAsync();
        var quarantine = await QuarantineRig.StartAsync(rig);
        var said = Changes.Of(Changes.Crm, "1", "said").Field("city", "Oslo");
        var source = QuarantineRig.Source(new ThrowingSource());
        await quarantine.Store.AddAsync(
        [
            new("crm~1", Changes.Crm, "r", Rig.Start.AddMinutes(3), "throws"u8.ToArray()),
            new("gone~1", "gone", "r", Rig.Start.AddMinutes(2), "x"u8.ToArray()),
            new("crm~2", Changes.Crm, "r", Rig.Start.AddMinutes(1), default, said),
            new("crm~3", Changes.Crm, "r", Rig.Start, default, said.Field("notes", new string('x', 1_000_000))),
        ], CancellationToken.None);

        var replayed = await quarantine.ReplayAllAsync(source);

        Assert.Equal(1, replayed.Replayed);
        Assert.Equal(
        [
            ("crm~1", "It could not be replayed (NotSupportedException)."),
            ("gone~1", "Its source is no longer configured."),
            ("crm~3", "The change is larger than a queue message may be."),
        ], replayed.Waiting.Select(w => (w.Id, w.Reason)));
        Assert.Equal([said.Id], (await quarantine.SentAsync()).Select(c => c.Id));
    }

    [Fact]
    public async Task Batches_go_on_where_the_one_before_ended_whatever_stayed()
    {
        await using var rig = await Rig.StartAsync();
        var quarantine = await QuarantineRig.StartAsync(rig);
        var source = QuarantineRig.Source(new TopicSource());
        await quarantine.Store.AddAsync(
            [.. Enumerable.Range(0, 7).Select(i => new QuarantineItem($"crm~{i}", Changes.Crm, "r", Rig.Start, Encoding.UTF8.GetBytes($"{i}")))], CancellationToken.None);
        var replay = quarantine.Replay(source);
        var tried = new List<string>();
        ListingCursor? after = null;
        do
        {
            var batch = await replay.ReplayAsync(QuarantineFilter.All with { After = after }, 3, CancellationToken.None);
            tried.AddRange(batch.Waiting.Select(w => w.Id));
            after = batch.Next;
        }
        while (after is not null);

        Assert.Equal(Enumerable.Range(0, 7).Select(i => $"crm~{i}"), tried);
    }

    [Fact]
    public async Task A_replay_done_twice_leaves_the_person_as_it_was_and_counts_a_duplicate()
    {
        await using var rig = await Rig.StartAsync();
        var quarantine = await QuarantineRig.StartAsync(rig);
        var vendor = new TopicSource();
        var source = QuarantineRig.Source(vendor);
        var request = QuarantineRig.Request("/hooks/crm", "{}", (TopicSource.Header, "Oslo"));
        vendor.Known.Clear();
        await quarantine.TakeAsync(source, request);
        var instance = quarantine.Instance;

        vendor.Known.Add("Oslo");
        await quarantine.ReplayAllAsync(source);
        await instance.TogetherAsync(await quarantine.SentAsync());
        var person = await instance.PersonAsync(Changes.Crm, "1");

        // The vendor sends it again, to an app that does not understand it again, and it is replayed again.
        vendor.Known.Clear();
        await quarantine.TakeAsync(source, request);
        vendor.Known.Add("Oslo");
        Assert.Equal(1, (await quarantine.ReplayAllAsync(source)).Replayed);
        await instance.TogetherAsync(await quarantine.SentAsync());

        Assert.Equal(person.Version, (await instance.PersonAsync(Changes.Crm, "1")).Version);
        Assert.Equal(["crm/Oslo {}"], await instance.TimelineAsync(person.Id));
        Assert.Equal((1, 1), (instance.Ended.Total(Core.Changes.ChangeOutcome.Applied), instance.Ended.Total(Core.Changes.ChangeOutcome.Duplicate)));
    }

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Optimal))
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }
}
