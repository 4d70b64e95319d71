using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using ServerlessCdi.Tests.EndToEnd.Support;
using ServerlessCdi.Tests.Testing;

namespace ServerlessCdi.Tests.EndToEnd;

/// <summary>An app that cannot start says why in words that tell what to do, and ends with code 1.</summary>
public sealed class StartFaults
{
    [Fact]
    public async Task A_port_in_use_is_named()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var exit = await AppProcess.RunToEndAsync(new AppSetup { Port = port });

        AssertClear(exit, $"Port {port.ToString(System.Globalization.CultureInfo.InvariantCulture)}", "--port");
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_written_is_named()
    {
        var file = Path.GetTempFileName();
        try
        {
            var folder = Path.Combine(file, "data");
            var exit = await AppProcess.RunToEndAsync(new AppSetup { DataFolder = folder });

            AssertClear(exit, folder);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Every_mistake_of_the_configuration_is_listed_with_its_file()
    {
        using var config = new TestConfig()
            .With("sources/hubspot.json", """{ "key": "hubspot", "connector": "hubspott", "secrets": ["hubspot-client-secret"] }""")
            .With("destinations/warehouse.json", """
                {
                  "key": "warehouse", "connector": "standard-webhooks", "secrets": ["s"], "fields": ["*"], "consent": "not-required",
                  "options": { "url": "http://127.0.0.1:9/" }
                }
                """);

        var exit = await AppProcess.RunToEndAsync(new AppSetup { ConfigFolder = config.Folder });

        AssertClear(exit, "sources/hubspot.json", "hubspott", "destinations/warehouse.json", "2 mistakes");
    }

    [Fact]
    public async Task A_configuration_folder_that_is_not_there_is_named()
    {
        var folder = Path.Combine(Path.GetTempPath(), "cdi-no-such-configuration");
        AssertClear(await AppProcess.RunToEndAsync(new AppSetup { ConfigFolder = folder }), folder);
    }

    [Theory]
    [InlineData("tables.db")]
    [InlineData("queues.db")]
    public async Task A_database_that_another_program_has_locked_is_named(string name)
    {
        var folder = Directory.CreateTempSubdirectory("cdi-locked-").FullName;
        try
        {
            var file = Path.Combine(folder, name);
            using var other = new SqliteConnection($"Data Source={file};Pooling=False");
            other.Open();
            using var command = other.CreateCommand();
            command.CommandText = "PRAGMA journal_mode=WAL; BEGIN EXCLUSIVE";
            command.ExecuteNonQuery();

            AssertClear(await AppProcess.RunToEndAsync(new AppSetup { DataFolder = folder }), file, "locked");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void AssertClear(AppExit exit, params string[] words)
    {
        Assert.Equal(1, exit.Code);
        Assert.All(words, word => Assert.Contains(word, exit.Errors, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", exit.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", exit.Output, StringComparison.Ordinal);
    }
}
