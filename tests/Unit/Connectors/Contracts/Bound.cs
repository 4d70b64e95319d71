using System.Text.Json;
using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.Contracts;

namespace ServerlessCdi.Tests.Unit.Connectors.Contracts;

/// <summary>Contracts as a source's file would hold them, and what they find.</summary>
internal static class Bound
{
    public static SourceContract Contract(string fields, string mode = "observe", string open = "false")
    {
        var (contract, mistakes) = TryBind($$$"""{"version":2,"mode":"{{{mode}}}","objects":{"contact":{"fields":{{{fields}}},"open":{{{open}}} } } }""");
        Assert.Empty(mistakes);
        return contract!;
    }

    public static (SourceContract? Contract, IReadOnlyList<string> Mistakes) TryBind(string contract)
    {
        var errors = new ConfigErrors { File = "sources/shop.json" };
        var settings = new SourceSettings
        {
            Key = "shop",
            Connector = "standard-webhooks",
            System = "shop",
            Secrets = ["s"],
            Options = JsonElement.Parse("{}"),
            Contract = contract.Length == 0 ? default : JsonElement.Parse(contract),
        };
        return (SourceContract.Bind(settings, errors), [.. errors.All.Select(e => $"{e.Path}: {e.Message}")]);
    }

    /// <summary>The findings in one record, as <c>Kind path</c>.</summary>
    public static IReadOnlyList<string> Kinds(string fields, string record, bool isPartial = false, string open = "false") =>
        [.. Find(Contract(fields, open: open), record, isPartial).Select(f => $"{f.Kind} {f.Path}")];

    public static IReadOnlyList<ContractFinding> Find(SourceContract contract, string record, bool isPartial = false)
    {
        var findings = new ContractFindings();
        contract.Check("contact", JsonElement.Parse(record), isPartial, findings);
        return findings.ToList();
    }
}
