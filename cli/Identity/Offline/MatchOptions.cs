using System.CommandLine;
using System.Text.Json;
using ServerlessCdi.Core.Identity.Matching;

namespace ServerlessCdi.Cli.Identity.Offline;

/// <summary>What every command on a file of records is told: what the columns mean, and what agreement is worth.</summary>
internal sealed class MatchOptions
{
    private readonly Option<string?> _schema = new("--schema")
    {
        Description = "A JSON file that gives columns their roles, such as {\"fields\": {\"surname\": \"familyName\"}}. Default: as the model was trained, or by the columns' names.",
    };

    private readonly Option<string?> _model = new("--model") { Description = "A file of 'cdi identity train'. Default: weights that nobody trained." };

    private readonly Option<bool> _quiet = new("--quiet") { Description = "No progress, only the result." };

    /// <param name="withModel">The command works by a model, and does not make one.</param>
    public Command AddTo(Command command, bool withModel = true)
    {
        command.Options.Add(_schema);
        if (withModel)
        {
            command.Options.Add(_model);
        }

        command.Options.Add(_quiet);
        return command;
    }

    public bool IsQuiet(ParseResult parsed) => parsed.GetValue(_quiet);

    /// <summary>Opens a file with the map that was given; without one its columns' names, or the model, say what they hold.</summary>
    /// <param name="otherId">The id of the map may be of another file: the column that looks like an id does then.</param>
    public async Task<RecordFile> OpenAsync(
        string path, ParseResult parsed, CliHost host, CancellationToken cancellationToken, bool otherId = false)
    {
        var described = await DescribedMap.LoadAsync(parsed.GetValue(_schema), host, cancellationToken);
        if (described is null && parsed.GetValue(_model) is { } model)
        {
            described = DescribedMap.Of(model, (await LoadAsync(model, host, cancellationToken)).File.Schema);
        }

        return await RecordFile.OpenAsync(path, described is null ? null : described with { OtherId = otherId }, host, cancellationToken);
    }

    /// <summary>Whether the meaning of the columns was guessed.</summary>
    public bool IsGuessed(ParseResult parsed) => parsed.GetValue(_schema) is null && parsed.GetValue(_model) is null;

    /// <summary>The model for a map: the given one's weights and thresholds, or the defaults.</summary>
    public async Task<MatchModel> ModelAsync(ParseResult parsed, MatchMap map, CliHost host, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_model) is not { } path)
        {
            return MatchModel.Default(map.ToSchema());
        }

        // Weights are by what is compared, not by column, so that a model serves every file that says the same of people.
        var model = await LoadAsync(path, host, cancellationToken);
        return new MatchModel(model.File with { Version = model.Version, Schema = map.ToSchema() });
    }

    private static async Task<MatchModel> LoadAsync(string path, CliHost host, CancellationToken cancellationToken)
    {
        var text = await TextFiles.ReadAsync(path, host, cancellationToken);
        try
        {
            return MatchModel.FromJson(text);
        }
        catch (Exception wrong) when (wrong is JsonException or ArgumentException or InvalidOperationException)
        {
            throw new CliFailure($"{path} is no model: {wrong.Message}");
        }
    }
}
