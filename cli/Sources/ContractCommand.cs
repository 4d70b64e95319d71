using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessCdi.Cli.Configuration;
using ServerlessCdi.Cli.Sending;
using ServerlessCdi.Connectors.Contracts;

namespace ServerlessCdi.Cli.Sources;

/// <summary><c>cdi contract infer</c>: a first contract of payloads that a source sent.</summary>
internal sealed class ContractCommand(CliHost host)
{
    private readonly Argument<string> _source = new("source") { Description = "The key of a source whose payload its mapping describes." };

    private readonly Argument<string[]> _files = new("files") { Description = "Payloads as the source sends them.", Arity = ArgumentArity.OneOrMore };

    private readonly Option<string?> _config = ConfigFolder.Option();

    public Command Build()
    {
        var infer = new Command("infer", "Prints a draft of a source's contract from payloads that it sent. The draft names fields and types, and no values.") { _source, _files, _config };
        infer.SetAction(Run);
        return new Command("contract", "What a source promises to send.") { infer };
    }

    private int Run(ParseResult parsed)
    {
        var config = ConfigFolder.Load(parsed.GetValue(_config), host);
        var key = parsed.GetRequiredValue(_source);
        var source = config.Source(key) ?? throw new CliFailure($"There is no source '{key}' in the configuration, or it is disabled.", ExitCodes.NotFound);
        var mapping = source.Settings.Mapping;
        if (mapping.ValueKind != JsonValueKind.Object || mapping.TryGetProperty("objects", out _))
        {
            throw new CliFailure($"{source.Connector.Manifest.Name} knows its payload by itself: write its contract from the vendor's documentation.", ExitCodes.Usage);
        }

        var draft = new ContractDraft();
        foreach (var file in parsed.GetRequiredValue(_files))
        {
            foreach (var record in Records(file, Text(mapping, "items")))
            {
                draft.Add(record);
            }
        }

        var objects = new JsonObject { [Text(mapping, "object") ?? "contact"] = new JsonObject { ["fields"] = draft.ToFields() } };
        var contract = new JsonObject { ["contract"] = new JsonObject { ["version"] = 1, ["mode"] = "observe", ["objects"] = objects } };
        host.Out.WriteLine(contract.ToIndentedJson());
        return ExitCodes.Done;
    }

    private List<JsonElement> Records(string file, string? items)
    {
        JsonElement root;
        try
        {
            root = JsonElement.Parse(new SamplePayloads(host).Own(file));
        }
        catch (JsonException)
        {
            throw new CliFailure($"{file} is not JSON.", ExitCodes.Usage);
        }

        foreach (var name in (items ?? "").TrimStart('$', '@').Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            root = root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out var inner)
                ? inner
                : throw new CliFailure($"{file} has nothing at {items}, where the mapping looks for items.", ExitCodes.Usage);
        }

        return root.ValueKind == JsonValueKind.Array ? [.. root.EnumerateArray()] : [root];
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
