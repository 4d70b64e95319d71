using System.Text.Json;
using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Identity.Matching;
using ServerlessCdi.Pipeline.Configuration;

namespace ServerlessCdi.Tests.Unit.Configuration;

public sealed class ConfigLoaderTests : IDisposable
{
    private const string Inbox = """{"key":"inbox-eu","connector":"inbox","secrets":["inbox-secret"]}""";
    private const string Outbox = """{"key":"out","connector":"outbox","consent":"not-required","fields":["email"]}""";

    private readonly ConfigFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_source_file_becomes_its_settings()
    {
        var config = _folder.With("sources/inbox-eu.json", """
            // The shop's inbox.
            {
              "$schema": "../schemas/source.schema.json",
              "key": "inbox-eu", "connector": "inbox", "system": "shop", "secrets": ["inbox-secret", "inbox-next"],
              "region": "GB", "publicUrl": "https://cdi.example.com/hooks/inbox-eu?x=1",
              "options": {"window": 7}, "mapping": {"fields": []}, /* for now */
            }
            """).Load();

        var source = config.Source("inbox-eu")!;
        Assert.Equal("inbox", source.Connector.Manifest.Key);
        Assert.Equal("shop", source.Settings.System);
        Assert.Equal(["inbox-secret", "inbox-next"], source.Settings.Secrets);
        Assert.Equal("GB", source.Settings.Region);
        Assert.Equal(new Uri("https://cdi.example.com/hooks/inbox-eu?x=1"), source.Settings.PublicUrl);
        Assert.Equal(7, source.Settings.Options.GetProperty("window").GetInt32());
        Assert.Equal(JsonValueKind.Array, source.Settings.Mapping.GetProperty("fields").ValueKind);
    }

    [Fact]
    public void A_source_file_may_leave_almost_everything_out()
    {
        var settings = _folder.With("sources/inbox-eu.json", Inbox).Load().Source("inbox-eu")!.Settings;

        Assert.Equal("inbox-eu", settings.System);
        Assert.Null(settings.Region);
        Assert.Null(settings.PublicUrl);
        Assert.Equal("{}", settings.Options.GetRawText());
        Assert.Equal(JsonValueKind.Undefined, settings.Mapping.ValueKind);
    }

    [Fact]
    public void A_destination_file_becomes_its_settings()
    {
        var settings = _folder.With("destinations/out.json", """
            {
              "key": "out", "connector": "outbox", "system": "inbox-eu", "secrets": ["out-secret"],
              "consent": {"purpose": "marketing", "channel": "email"}, "fields": ["email", "firstName"],
              "identifiers": ["email", "external:hubspot:contact"], "rate": {"limit": 190, "perSeconds": 10},
              "concurrency": 8, "shards": 2.0, "options": {"url": "https://example.com/"}
            }
            """).Load().Destination("out")!.Settings;

        Assert.Equal("inbox-eu", settings.System);
        Assert.Equal("marketing", settings.Consent!.Purpose);
        Assert.Equal("email", settings.Consent.Channel);
        Assert.Equal(["email", "firstName"], settings.Fields);
        Assert.Equal(["email", "external:hubspot:contact"], settings.Identifiers);
        Assert.Equal((190, TimeSpan.FromSeconds(10)), (settings.RateLimit, settings.RateWindow));
        Assert.Equal((8, 2), (settings.Concurrency, settings.Shards));
    }

    [Fact]
    public void A_destination_that_says_that_no_consent_is_needed_needs_none()
    {
        var settings = _folder.With("destinations/out.json", Outbox).Load().Destination("out")!.Settings;

        Assert.Null(settings.Consent);
        Assert.Equal((100, TimeSpan.FromSeconds(1), 4, 1), (settings.RateLimit, settings.RateWindow, settings.Concurrency, settings.Shards));
    }

    [Fact]
    public void The_policy_file_becomes_two_policies()
    {
        var config = _folder.With("sources/inbox-eu.json", Inbox).With("policy.json", """
            {
              "identity": {"blocked": {"email": ["Test@Example.com"], "*": ["unknown"]}, "limits": {"phone": 5}},
              "survivorship": {"priority": ["inbox-eu"], "fields": {"email": []}}
            }
            """).Load();

        Assert.True(config.Identity.IsBlocked(new Identifier(Identifier.Email, "test@example.com")));
        Assert.True(config.Identity.IsBlocked(new Identifier(Identifier.UserId, "unknown")));
        Assert.False(config.Identity.IsBlocked(new Identifier(Identifier.UserId, "test@example.com")));
        Assert.Equal(5, config.Identity.LimitOf(Identifier.Phone));
        Assert.Equal(0, config.Survivorship.RankOf("firstName", "inbox-eu"));
        Assert.Equal(1, config.Survivorship.RankOf("firstName", "other"));
        Assert.Equal(0, config.Survivorship.RankOf("email", "other"));
    }

    [Fact]
    public void Matching_is_off_where_the_policy_does_not_have_it_and_has_its_own_weights_where_a_file_is_named()
    {
        Assert.Null(_folder.With("policy.json", """{"identity":{}}""").Load().Matching);

        var matching = _folder.With("policy.json", """{"identity":{"matching":{"auto":7,"bridge":9,"mergesAnHour":3,"fields":{"taxId":"nationalId","city":"ignore"}}}}""").Load().Matching!;
        Assert.Equal((7, 9, MatchThresholds.Default.Review), (matching.Model.Thresholds.Auto, matching.Model.Thresholds.Bridge, matching.Model.Thresholds.Review));
        Assert.Equal((3, 50, 12), (matching.MergesAnHour, matching.PostingCap, matching.Candidates));
        var fields = matching.Model.File.Schema.Fields.ToDictionary(f => f.Name, f => f.Role);
        Assert.Equal((FieldRole.NationalId, FieldRole.GivenName, false), (fields["taxId"], fields["firstName"], fields.ContainsKey("city")));

        var trained = new MatchModelFile(new([new("surname", FieldRole.FamilyName)])) { Version = "trained" };
        var own = _folder.With("weights.json", trained.ToJson()).With("policy.json", """{"identity":{"matching":{"model":"weights.json"}}}""").Load().Matching!;
        Assert.Equal(("trained", "surname"), (own.Model.Version, Assert.Single(own.Model.File.Schema.Fields).Name));
    }

    [Fact]
    public void The_policy_says_which_identifiers_are_weak_or_shared_and_what_a_household_is()
    {
        var identity = _folder.With("sources/inbox-eu.json", Inbox).With("policy.json", """
            {"identity": {"weak": ["device_id"], "roleAddresses": "tie", "sharedAfter": {"*": 9, "phone": 2}, "household": {"fields": ["street", "city"]}}}
            """).Load().Identity;

        Assert.True(identity.IsWeak(new Identifier(Identifier.DeviceId, "d")));
        Assert.False(identity.IsWeak(new Identifier(Identifier.AnonymousId, "a")));
        Assert.True(identity.Leads(new Identifier(Identifier.Email, "info@example.com")));
        Assert.Equal((2, 9), (identity.SharedAfterOf(Identifier.Phone), identity.SharedAfterOf(Identifier.Email)));
        Assert.Equal(["street", "city"], identity.Household);
    }

    [Fact]
    public void What_the_policy_does_not_say_is_as_safe_as_by_default()
    {
        var identity = _folder.With("sources/inbox-eu.json", Inbox).With("policy.json", """{"identity": {}}""").Load().Identity;

        Assert.True(identity.IsWeak(new Identifier(Identifier.AnonymousId, "a")));
        Assert.False(identity.Leads(new Identifier(Identifier.Email, "info@example.com")));
        Assert.Equal(IdentityPolicy.DefaultSharedAfter, identity.SharedAfterOf(Identifier.Phone));
        Assert.Empty(identity.Household);
    }

    [Fact]
    public void Without_a_policy_file_the_default_policies_hold()
    {
        var config = _folder.With("sources/inbox-eu.json", Inbox).Load();

        Assert.Same(IdentityPolicy.Default, config.Identity);
        Assert.Empty(config.Destinations);
    }

    [Fact]
    public void A_disabled_file_is_read_but_not_bound()
    {
        var config = _folder
            .With("sources/late.json", """{"key":"late","connector":"sulky","secrets":["s"],"enabled":false}""")
            .With("destinations/out.json", Outbox.Replace("\"key\"", "\"enabled\":false,\"key\"", StringComparison.Ordinal))
            .With("policy.json", """{"survivorship":{"priority":["late"]}}""")
            .Load();

        Assert.Empty(config.Sources);
        Assert.Empty(config.Destinations);
    }

    [Fact]
    public void A_disabled_file_with_a_mistake_is_still_a_mistake()
    {
        _folder.With("sources/late.json", """{"key":"late","connector":"inbox","secrets":["s"],"enabled":false,"regoin":"GB"}""");

        Assert.Contains("regoin", Assert.Single(_folder.Mistakes()), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_mistake_of_every_file_is_told_at_once()
    {
        _folder
            .With("sources/a.json", """{"key":"b","connector":"inbox","secrets":"x","options":{"window":99,"windw":1}}""")
            .With("sources/broken.json", "{\n  \"key\": \"broken\",,\n}")
            .With("destinations/out.json", """{"key":"out","connector":"outbox","shards":17,"rate":{"perSeconds":0}}""")
            .With("policy.json", """{"survivorship":{"priority":["bb"]}}""");

        var thrown = Assert.Throws<ConfigException>(_folder.Load);

        Assert.Equal(
            [
                "sources/a.json $.key: must be the file's name, \"a\", or the file must be named b.json",
                "sources/a.json $.secrets: must be a list, not text",
                "sources/broken.json $: is not JSON at line 2, character 19",
                "sources/a.json $.options.window: must be a whole number from 1 to 10",
                "sources/a.json $.options.windw: is not known here; did you mean \"window\"? Known: window",
                "destinations/out.json $.rate.limit: is missing: it must be a number",
                "destinations/out.json $.rate.perSeconds: must be a whole number from 1 to 86400",
            ],
            thrown.Errors.Take(7).Select(e => e.ToString()));
        Assert.Equal(
            ["$.consent", "$.fields", "$.shards", "$.survivorship.priority[0]"],
            thrown.Errors.Skip(7).Select(e => e.Path));
        Assert.Equal(thrown.Errors.Count + 1, thrown.Message.Split('\n').Length);
        Assert.All(thrown.Errors, e => Assert.Contains(e.ToString(), thrown.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_a_mistake() =>
        Assert.Contains("is no folder", Assert.Throws<ConfigException>(() => ConfigLoader.Load("/nowhere/at/all")).Message, StringComparison.Ordinal);
}
