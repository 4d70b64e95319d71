using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessCdi.Tests.Testing;
using ServerlessCdi.Tests.Unit.Connectors;

namespace ServerlessCdi.Tests.Unit.Configuration;

/// <summary>Asks ajv, which knows nothing of our loader, what it makes of configuration files.</summary>
internal static class SchemaCheck
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static string ConfigFolder { get; } = Path.Combine(Repository.Root, "config");

    /// <summary>For each case null, or what is wrong with it.</summary>
    /// <param name="cases">The schema's file name, and the text of a file.</param>
    public static async Task<IReadOnlyList<string?>> ValidateAsync(IReadOnlyList<(string Schema, string Json)> cases)
    {
        var tests = await NodeModules.InstallAsync(CancellationToken.None, "ajv", "ajv-formats");
        var input = new JsonObject
        {
            ["folder"] = Path.Combine(ConfigFolder, "schemas"),
            ["cases"] = new JsonArray([.. cases.Select(c => new JsonObject { ["schema"] = c.Schema, ["value"] = JsonNode.Parse(c.Json, null, Lenient) })]),
        };
        var output = await NodeModules.RunAsync("node", [Path.Combine(tests, "Node", "schemas.mjs")], tests, input.ToJsonString(), CancellationToken.None);
        return JsonSerializer.Deserialize<string?[]>(output)!;
    }
}
