using System.Reflection;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using ServerlessCdi.Functions.Api;
using ServerlessCdi.Tests.EndToEnd.Support;
using ServerlessCdi.Tests.Testing;

namespace ServerlessCdi.Tests.EndToEnd;

/// <summary>openapi.json says what the functions do, and is what its version of OpenAPI allows.</summary>
[Collection(IntakeTests.Name)]
public sealed class ApiDescription(IntakeApp intake)
{
    /// <summary>Methods that a vendor's set-up probe may use and that need no description of their own.</summary>
    private static readonly string[] Undescribed = ["head", "options"];

    [Fact]
    public void Its_paths_methods_and_operations_are_those_of_the_functions()
    {
        var document = JsonElement.Parse(File.ReadAllText(Path.Combine(AppFiles.Root, "functions", "Api", "openapi.json")));
        var described = document.GetProperty("paths").EnumerateObject()
            .SelectMany(p => p.Value.EnumerateObject().Where(m => m.Name != "parameters")
                .Select(m => (Operation: $"{m.Name} {p.Name}", Id: m.Value.Text("operationId")!)))
            .ToList();

        var functions = typeof(OpenApiFunctions).Assembly.GetTypes()
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Select(m => (m.GetCustomAttribute<FunctionAttribute>()?.Name, Trigger: m.GetParameters().Select(p => p.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(a => a is not null)))
            .Where(f => f is { Name: not null, Trigger: not null })
            .SelectMany(f => f.Trigger!.Methods!.Except(Undescribed).Select(m => (Operation: $"{m} /{f.Trigger.Route}", Id: f.Name!)))
            .ToDictionary(f => f.Operation, f => f.Id);

        Assert.Equal(functions.Keys.Order(StringComparer.Ordinal), described.Select(d => d.Operation).Order(StringComparer.Ordinal));
        Assert.Equal(described.Count, described.Select(d => d.Id).Distinct().Count());
        Assert.All(described, d => Assert.True(
            d.Id == functions[d.Operation] || (d.Operation.StartsWith("get /hooks/", StringComparison.Ordinal) && d.Id == "HookProbe"),
            $"{d.Operation} is {functions[d.Operation]}, not {d.Id}"));
    }

    [Fact]
    public async Task It_is_served_as_it_stands_to_anyone()
    {
        using var answer = await intake.App.Process.Http.GetAsync(new Uri("api/openapi.json", UriKind.Relative));

        Assert.True(answer.IsSuccessStatusCode);
        Assert.Equal(
            await File.ReadAllBytesAsync(Path.Combine(AppFiles.Root, "functions", "Api", "openapi.json")),
            await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task An_independent_validator_finds_it_valid()
    {
        var document = JsonElement.Parse(await File.ReadAllTextAsync(Path.Combine(AppFiles.Root, "functions", "Api", "openapi.json")));
        var verdict = await TrackingClients.AskAsync("openapi-validate.mjs", "@seriousme/openapi-schema-validator", new { document });

        Assert.True(verdict.GetProperty("valid").GetBoolean(), verdict.ToString());
        Assert.Equal("3.1", verdict.Text("version"));
    }
}
