using System.Globalization;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ServerlessCdi.Tests.EndToEnd.Support;
using ServerlessCdi.Tests.Testing;

namespace ServerlessCdi.Tests.EndToEnd.Importing;

/// <summary>From a file to persons, through the tool and through the API alone.</summary>
public sealed class Importing_a_file : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cdi-import-");

    [Fact]
    public async Task The_sample_is_rehearsed_imported_and_known_again()
    {
        await using var app = await WatchedApp.StartAsync(new AppSetup());
        var sample = Path.Combine(AppFiles.Root, "config", "samples", "legacy-crm", "contacts.csv");

        var rehearsed = await ImportAsync(app.Process, 0, sample, "--source", "legacy-crm", "--dry-run");
        Assert.Null(await app.Api.FindAsync("email", "mary.somerville@example.com"));
        var done = await ImportAsync(app.Process, 0, sample, "--source", "legacy-crm");
        Assert.Equal((20, 20), (rehearsed.GetProperty("applied").GetInt32(), done.GetProperty("applied").GetInt32()));
        Assert.Equal(rehearsed.Text("checksum"), done.Text("checksum"));
        Assert.Equal("Jedburgh", (await app.Api.FindAsync("email", "mary.somerville@example.com"))!.Profile.Golden("city"));

        // The same file again, packed and in one request.
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync(await File.ReadAllBytesAsync(sample));
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("api/imports?source=legacy-crm", UriKind.Relative)) { Content = new ByteArrayContent(packed.ToArray()) };
        request.Headers.Add("x-functions-key", app.Process.FunctionKey);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        using var answer = await app.Process.Http.SendAsync(request);
        var again = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal((20, done.Text("checksum")), (again.GetProperty("duplicate").GetInt32(), again.Text("checksum")));
    }

    [Fact]
    public async Task Killed_with_the_tool_and_killed_with_the_app_it_ends_as_if_it_never_was()
    {
        var file = Write(8000);
        await using var app = await AppProcess.StartAsync();
        await using (var tool = CommandLineProcess.Start(app, "import", file, "--source", "legacy-crm"))
        {
            await RowsAsync(app, 1);
            tool.Kill();
        }

        var first = await RowsAsync(app, 1);
        Assert.True(first < 8000, "The tool was killed too late.");
        var report = Path.Combine(_folder.FullName, "report.csv");
        var resumed = ImportAsync(app, 4, file, "--source", "legacy-crm", "--report", report, "--wait", "120");
        Assert.True(await RowsAsync(app, first + 1) < 8000, "The app is killed too late.");
        await app.KillAsync();
        await app.RestartAsync();
        var ended = await resumed;

        await using var calm = await AppProcess.StartAsync();
        var calmReport = Path.Combine(_folder.FullName, "calm.csv");
        var rehearsed = await ImportAsync(calm, 4, file, "--source", "legacy-crm", "--dry-run");
        var expected = await ImportAsync(calm, 4, file, "--source", "legacy-crm", "--report", calmReport);
        foreach (var count in (string[])["rows", "applied", "duplicate", "stale", "suppressed", "quarantined", "checksum"])
        {
            Assert.Equal(expected.Text(count), ended.Text(count));
            Assert.Equal(expected.Text(count), rehearsed.Text(count));
        }

        Assert.Equal(await File.ReadAllTextAsync(calmReport), await File.ReadAllTextAsync(report));
        Assert.Equal(8001, (await File.ReadAllLinesAsync(report)).Length);
        for (var i = 0; i < 8000; i += 397)
        {
            Assert.Equal(await PersonAsync(calm, i), await PersonAsync(app, i));
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task<string> PersonAsync(AppProcess app, int number)
    {
        var api = new CdiApi(app);
        var person = (await api.FindAsync("email", $"u{number / 10 * 10}@example.com"))!.Profile;
        var timeline = await api.TimelineAsync(person.Text("id")!);
        return $"{person.Golden("city")} {person.Golden("firstName")} {string.Join(' ', timeline.Select(e => e.Text("id")).Order(StringComparer.Ordinal))}";
    }

    /// <summary>Rows that the newest import took, as soon as there are so many.</summary>
    private static async Task<long> RowsAsync(AppProcess app, long atLeast)
    {
        var api = new CdiApi(app);
        var found = 0L;
        await Eventually.BeAsync($"{atLeast} imported rows", async () =>
        {
            found = (await api.GetAsync("api/imports")).Items("imports") is [var newest, ..] ? newest.GetProperty("rows").GetInt64() : 0;
            return found >= atLeast;
        });
        return found;
    }

    private static async Task<JsonElement> ImportAsync(AppProcess app, int code, params string[] arguments)
    {
        var result = await CommandLine.RunAsync(app, ["import", .. arguments, "--json"]);
        Assert.True(result.Code == code, result.Output + result.Errors);
        return JsonElement.Parse(result.Output);
    }

    /// <summary>Rows of which some repeat one before them, some are older than one before them, some are torn, and ten at a time are one person's.</summary>
    private string Write(int rows)
    {
        var text = new StringBuilder("customer_no,email,first_name,city,last_modified\n");
        for (var i = 0; i < rows; i++)
        {
            var row = string.Create(CultureInfo.InvariantCulture, $"{i + 1},u{i / 10 * 10}@example.com,\"Name {i}\",City {i % 7},2025-01-{(i % 28) + 1:00}T00:00:00Z\n");
            text.Append((i % 10) switch
            {
                7 => $"{i + 1},torn\n",
                8 => string.Create(CultureInfo.InvariantCulture, $"{i - 1},u{i / 10 * 10}@example.com,\"Name {i - 2}\",City {(i - 2) % 7},2025-01-{((i - 2) % 28) + 1:00}T00:00:00Z\n"),
                9 => string.Create(CultureInfo.InvariantCulture, $"{i - 8},u{i / 10 * 10}@example.com,Old,Old,2020-01-01T00:00:00Z\n"),
                _ => row,
            });
        }

        var path = Path.Combine(_folder.FullName, "contacts.csv");
        File.WriteAllText(path, text.ToString());
        return path;
    }
}
