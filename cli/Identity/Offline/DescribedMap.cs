using ServerlessCdi.Core.Identity.Matching;

namespace ServerlessCdi.Cli.Identity.Offline;

/// <summary>The map file that the command line names.</summary>
internal sealed record DescribedMap(string Path, MatchMapFile File)
{
    /// <summary>The id that it states may be missing: it is of another file.</summary>
    public bool OtherId { get; init; }

    /// <summary>Null where the command line names none.</summary>
    public static async Task<DescribedMap?> LoadAsync(string? path, CliHost host, CancellationToken cancellationToken)
    {
        if (path is null)
        {
            return null;
        }

        var described = new DescribedMap(path, MatchMapFile.Parse(await TextFiles.ReadAsync(path, host, cancellationToken)));
        return described.File.Errors.Count == 0 ? described : throw described.Failure(described.File.Errors);
    }

    /// <summary>The columns as a model was trained with them.</summary>
    public static DescribedMap Of(string path, MatchSchema schema) =>
        new(path, MatchMapFile.Parse(new MatchMap(null, schema.Fields) { Options = new() { Region = schema.Region } }.ToJson().ToJsonString()));

    public MatchMap For(IReadOnlyList<string> columns, string records)
    {
        var (map, errors) = MatchMapBinding.Bind(File, columns, OtherId);
        return map ?? throw Failure(errors, $" for {records}");
    }

    private CliFailure Failure(IReadOnlyList<string> errors, string what = "") =>
        new($"{Path} cannot be used{what}:\n{string.Join('\n', errors.Select(e => $"  {e}"))}");
}
