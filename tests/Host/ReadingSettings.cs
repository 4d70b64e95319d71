using System.Text.Json;
using Azure.Core;
using Azure.Security.KeyVault.Secrets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ServerlessCdi.Tests.Host;

public sealed class ReadingSettings
{
    [Fact]
    public async Task The_environment_wins_over_local_settings_and_both_nest_with_two_underscores()
    {
        using var folder = new HostFolder();
        WriteSettings(folder, "local.settings.json", new() { ["Sources__crm__Key"] = "local", ["Sources__crm__Url"] = "local", ["Plain"] = "local" });
        await using var host = await RunningHost.StartAsync(new HostSetup
        {
            Folder = folder,
            Variables = new() { ["Sources__crm__Key"] = "environment" },
        });
        var settings = host.Services.GetRequiredService<IConfiguration>();

        Assert.Equal("environment", settings["Sources:crm:Key"]);
        Assert.Equal("local", settings["Sources:crm:Url"]);
        Assert.Equal("local", settings["Plain"]);
        Assert.DoesNotContain("sample", host.Output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sample_stands_in_for_missing_local_settings_and_the_host_says_so()
    {
        using var folder = new HostFolder();
        WriteSettings(folder, "local.settings.sample.json", new() { ["Plain"] = "sample" });
        await using var host = await RunningHost.StartAsync(new HostSetup { Folder = folder });

        Assert.Equal("sample", host.Services.GetRequiredService<IConfiguration>()["Plain"]);
        Assert.Contains("No local.settings.json found: running with local.settings.sample.json.", host.Output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Local_settings_that_are_not_json_stop_the_host()
    {
        using var folder = new HostFolder();
        await File.WriteAllTextAsync(folder.Root("local.settings.json"), "{ \"Values\": ");

        var error = await RunningHost.FailAsync(new HostSetup { Folder = folder });

        Assert.Contains("local.settings.json is not valid JSON", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setting_named_for_the_job_host_overrides_host_json()
    {
        await using var host = await RunningHost.StartAsync(new HostSetup
        {
            Functions = [typeof(AnsweringRequests.Routes)],
            Variables = new() { ["AzureFunctionsJobHost__extensions__http__routePrefix"] = "v1" },
        });

        Assert.Equal("hello", await host.Http.GetStringAsync("/v1/hello"));
    }

    [Fact]
    public async Task Log_levels_come_from_host_json()
    {
        await using var host = await RunningHost.StartAsync(new HostSetup
        {
            HostJson = """{ "logging": { "logLevel": { "default": "Warning", "Intake": "Debug" } } }""",
            Configure = b => b.Logging.AddConsole(),
        });
        var logs = host.Services.GetRequiredService<ILoggerFactory>();

        Assert.True(logs.CreateLogger("Intake.Hooks").IsEnabled(LogLevel.Debug));
        Assert.False(logs.CreateLogger("Resolve").IsEnabled(LogLevel.Information));
        Assert.True(logs.CreateLogger("Resolve").IsEnabled(LogLevel.Warning));
    }

    [Fact]
    public async Task The_embedded_vault_is_given_to_the_app_as_options_credential_and_address()
    {
        using var folder = new HostFolder();
        await using var host = await RunningHost.StartAsync(new HostSetup
        {
            Folder = folder,
            Variables = new() { ["KeyVault"] = $"Cdi=embedded;Path={folder.Data}" },
        });
        var uri = new Uri(host.Services.GetRequiredService<IConfiguration>()["KeyVault:vaultUri"]!);
        var client = new SecretClient(uri, host.Services.GetRequiredService<TokenCredential>(), host.Services.GetRequiredService<SecretClientOptions>());

        await client.SetSecretAsync("crm-key", "value");

        Assert.Equal("value", (await client.GetSecretAsync("crm-key")).Value.Value);
    }

    [Fact]
    public async Task The_vault_of_an_account_is_left_to_the_app()
    {
        using var folder = new HostFolder();
        await using var host = await RunningHost.StartAsync(new HostSetup
        {
            Folder = folder,
            Variables = new() { ["KeyVault"] = $"Cdi=embedded;Path={folder.Data}", ["KeyVault__vaultUri"] = "https://mine.vault.azure.net/" },
        });

        Assert.Equal("https://mine.vault.azure.net/", host.Services.GetRequiredService<IConfiguration>()["KeyVault:vaultUri"]);
        Assert.Null(host.Services.GetService<SecretClientOptions>());
    }

    [Fact]
    public async Task What_runs_and_where_is_printed_at_start()
    {
        await using var host = await RunningHost.StartAsync(typeof(AnsweringRequests.Routes), typeof(RunningTimers.Hourly));
        var lines = host.Output.ToString().Split(Environment.NewLine);
        var url = host.Http.BaseAddress!.ToString().TrimEnd('/');

        Assert.Contains("Functions:", lines);
        Assert.Contains($"  read      [GET] {url}/shared", lines);
        Assert.Contains($"  files     [*] {url}/files/{{*path}}", lines);
        Assert.Contains("  hourly    timerTrigger 0 0 * * * *", lines);
        Assert.Contains($"Listening on {url}  (data in {host.Folder.Data})  Ctrl+C to stop", lines);
    }

    private static void WriteSettings(HostFolder folder, string name, Dictionary<string, string> values) =>
        File.WriteAllText(folder.Root(name), JsonSerializer.Serialize(new { IsEncrypted = false, Values = values }));
}
