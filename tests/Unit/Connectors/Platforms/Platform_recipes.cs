using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ServerlessCdi.Connectors;
using ServerlessCdi.Pipeline.Configuration;
using ServerlessCdi.Tests.Unit.Configuration;

namespace ServerlessCdi.Tests.Unit.Connectors.Platforms;

/// <summary>Runs the pages of docs/connectors/platforms: each source file is loaded, sent its payloads, and does what its page says.</summary>
public sealed class Platform_recipes
{
    private const string Secret = "cdi-user:It's a Secret to Everybody";

    public static TheoryData<string> Pages { get; } = [.. RecipePage.Names];

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_payload_becomes_what_the_page_says(string name)
    {
        var page = RecipePage.Read(name);
        var source = Load(name, page);
        var results = new List<string>();
        foreach (var payload in page.Payloads)
        {
            var request = Request(source, payload, Secret);
            Assert.Equal(WebhookVerdict.Genuine, source.Webhook.Verify(request, [new(Secret)], OneDelivery.Now));
            results.Add(ApprovedText.Of(source.Webhook.Read(request)));
        }

        page.Check(results);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_request_with_another_secret_or_with_none_is_refused(string name)
    {
        var page = RecipePage.Read(name);
        var source = Load(name, page);
        var wrong = Request(source, page.Payloads[0], Secret + "!");
        var bare = wrong with { Headers = new Dictionary<string, string>() };

        Assert.Equal(WebhookVerdict.Mismatch, source.Webhook.Verify(wrong, [new(Secret)], OneDelivery.Now));
        Assert.Equal(WebhookVerdict.Missing, source.Webhook.Verify(bare, [new(Secret)], OneDelivery.Now));
    }

    [Fact]
    public async Task The_files_are_right_for_an_editor_too()
    {
        var mistakes = await SchemaCheck.ValidateAsync([.. RecipePage.Names.Select(name => ("source.schema.json", RecipePage.Read(name).Source))]);
        Assert.All(mistakes, Assert.Null);
    }

    [Fact]
    public void The_overview_lists_every_page()
    {
        var overview = File.ReadAllText(Path.Combine(RecipePage.Folder, "README.md"));
        Assert.All(RecipePage.Names, name => Assert.Contains($"]({name}.md) |", overview, StringComparison.Ordinal));
    }

    /// <summary>The source as the app has it that finds the page's file in its configuration.</summary>
    private static ConfiguredSource Load(string name, RecipePage page)
    {
        using var folder = new ConfigFolder();
        folder.With($"sources/{name}.json", page.Source);
        return Assert.Single(ConfigLoader.Load(folder.Path).Sources);
    }

    private static WebhookRequest Request(ConfiguredSource source, string payload, string secret)
    {
        var verification = source.Settings.Options.GetProperty("verification");
        var header = verification.TryGetProperty("header", out var named) ? named.GetString()! : "Authorization";
        var value = verification.GetProperty("kind").GetString() switch
        {
            "hmac" => Signature(verification, HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(payload))),
            "token" => secret,
            "bearer" => $"Bearer {secret}",
            "basic" => $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(secret))}",
            var kind => throw new InvalidOperationException($"The page's source is verified by {kind}, which no request here is made for."),
        };
        return OneDelivery.Request(payload, (header, value));
    }

    private static string Signature(JsonElement verification, byte[] mac) =>
        verification.GetProperty("encoding").GetString() == "hex" ? Convert.ToHexString(mac) : Base64Url.EncodeToString(mac);
}
