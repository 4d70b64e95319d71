using System.Text.Json.Nodes;
using ServerlessCdi.Pipeline.Import;

namespace ServerlessCdi.Cli.Importing;

/// <summary>What the command line asks for.</summary>
internal sealed record ImportWanted(string Source, string? Object, RowFormat Format)
{
    /// <summary>The id of an import to go on with.</summary>
    public string? Resume { get; init; }

    public bool Fresh { get; init; }

    /// <summary>How long an app that does not answer is waited for.</summary>
    public TimeSpan Wait { get; init; }

    public string FormatWord => Format.Kind == RowKind.Csv ? "csv" : "ndjson";
}

/// <summary>What the app says of the import, and that this side counted the same.</summary>
internal sealed record ImportResult(JsonNode View, long Rows, string Checksum);
