using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.Asana;
using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Configuration;
using ServerlessCdi.Pipeline.Intake;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Tests.Pipeline.Rigging;
using ServerlessCdi.Tests.Testing;

namespace ServerlessCdi.Tests.Pipeline.Taking;

/// <summary>What a handshake brings is stored before it is answered, under the first of the source's secrets.</summary>
public sealed class A_secret_that_a_vendor_hands_over
{
    private const string Secret = "b537207f20cbfa02357cf448134da559e8bd39d61597dcd5631b8012eae53e81";

    private readonly ManualTime _time = new();
    private readonly Vault _vault = new();

    [Fact]
    public async Task Is_kept_before_it_is_echoed()
    {
        var answer = await ShakeAsync(_time.GetUtcNow().AddMinutes(5));
        Assert.Equal((200, Secret), (answer.Status, answer.Headers["X-Hook-Secret"]));
        Assert.Equal([("asana-hooks", Secret)], _vault.Added);
    }

    [Fact]
    public async Task Is_refused_when_the_source_does_not_expect_one()
    {
        Assert.Equal(401, (await ShakeAsync(_time.GetUtcNow())).Status);
        Assert.Empty(_vault.Added);
    }

    [Fact]
    public async Task Is_not_echoed_where_it_cannot_be_kept()
    {
        _vault.IsDown = true;
        await Assert.ThrowsAsync<InvalidOperationException>(() => ShakeAsync(_time.GetUtcNow().AddMinutes(5)));
    }

    private async Task<WebhookAnswer> ShakeAsync(DateTimeOffset until)
    {
        var errors = new ConfigErrors();
        var connector = new AsanaConnector();
        var settings = new SourceSettings
        {
            Key = "tasks",
            Connector = "asana",
            System = "asana",
            Secrets = ["asana-hooks", "asana-old"],
            Options = JsonElement.Parse($$"""{"acceptHandshakeUntil":"{{until:O}}"}"""),
        };
        var source = new ConfiguredSource(settings, connector, connector.Bind(settings, errors)!); // no errors: there is a source
        Assert.Empty(errors.All);
        var config = new IntegrationConfig([source], [], IdentityPolicy.Default, SurvivorshipPolicy.Default);
        await using var rig = await Rig.StartAsync();
        var sink = (await rig.InstanceAsync()).Get<IntakeSink>();
        var intake = new WebhookIntake(config, _vault, sink, _time, NullLogger<WebhookIntake>.Instance);
        return await intake.ReceiveAsync(
            "tasks",
            new()
            {
                Method = "POST",
                Url = new("https://cdi.example.com/hooks/tasks"),
                Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["X-Hook-Secret"] = Secret },
                Body = default,
                ReceivedAt = _time.GetUtcNow(),
            },
            CancellationToken.None);
    }

    private sealed class Vault : ISecretSource
    {
        public List<(string Name, string Text)> Added { get; } = [];

        public bool IsDown { get; set; }

        public ValueTask<IReadOnlyList<SecretValue>> GetAsync(string name, CancellationToken cancellationToken) => new([]);

        public ValueTask AddAsync(string name, SecretValue version, CancellationToken cancellationToken)
        {
            if (IsDown)
            {
                throw new InvalidOperationException("The vault does not answer.");
            }

            Added.Add((name, version.Text));
            return ValueTask.CompletedTask;
        }
    }
}
