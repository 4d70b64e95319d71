using System.Text.RegularExpressions;
using ServerlessCdi.Tests.Testing;

namespace ServerlessCdi.Tests.EndToEnd.Support;

/// <summary>An app whose output is searched for personal data when the test is done with it.</summary>
internal sealed partial class WatchedApp(AppProcess process) : IAsyncDisposable
{
    public AppProcess Process => process;

    public CdiApi Api { get; } = new(process);

    public HubSpotVendor HubSpot { get; } = new(process, HubSpotVendor.Secret);

    public ShopVendor Shop { get; } = new(process, ShopVendor.Secret);

    public SendGridVendor SendGrid { get; } = new(process);

    /// <summary>The secrets of every source of the shipped integration.</summary>
    public static Dictionary<string, string> AllSecrets => new()
    {
        ["hubspot-client-secret"] = HubSpotVendor.Secret,
        ["sendgrid-verification-key"] = SendGridVendor.PublicKey,
        ["segment-write-key"] = TrackingClients.WriteKey,
        ["shop-webhook-secret"] = ShopVendor.Secret,
        [Receiver.SecretName] = Receiver.Secret,
    };

    public static async Task<WatchedApp> StartAsync(AppSetup? setup = null) =>
        new(await AppProcess.StartAsync(setup ?? new AppSetup { Secrets = AllSecrets }));

    public async ValueTask DisposeAsync()
    {
        var died = process.HasDied;
        await process.DisposeAsync();
        Assert.False(died, $"The app died. It wrote last:\n{process.Output[^Math.Min(process.Output.Length, 4000)..]}");
        RefusePersonalData(process.Output);
    }

    /// <summary>Law of the log: ids, keys, counts and durations, and never who someone is.</summary>
    private static void RefusePersonalData(string output) => Assert.DoesNotMatch(PersonalData(), output);

    [GeneratedRegex(Person.Pattern + "|ada@example|lovelace", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PersonalData();
}
